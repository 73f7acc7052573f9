using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics.Tests.Stages;

/// <summary>What earlier instructions have set up.</summary>
public sealed class StageStateTests
{
    [Theory]
    [InlineData("WORKDIR /a", "/a")]
    [InlineData("WORKDIR /a\nWORKDIR b", "/a/b")]
    [InlineData("WORKDIR /a/b\nWORKDIR ../c/.", "/a/c")]
    [InlineData("WORKDIR /a\nWORKDIR /b", "/b")]
    [InlineData("ENV D=/d\nWORKDIR $D\nWORKDIR ${D}e", "/de")]
    [InlineData("WORKDIR '/a b'", "/a b")]
    [InlineData("WORKDIR a", "/a")]
    [InlineData("WORKDIR c:\\a", "c:\\a")]
    [InlineData("RUN x", null)]
    public void WORKDIR_goes_on_from_the_one_before(string body, string? expected) =>
        Assert.Equal(expected, Model.Of("# escape=`\nFROM x\n" + body).Stages[0].End.Workdir);

    [Theory]
    [InlineData("CMD a", "CMD a", null)]
    [InlineData("CMD a\nCMD b", "CMD b", null)]
    [InlineData("CMD a\nENTRYPOINT e", "CMD a", "ENTRYPOINT e")]
    [InlineData("ENTRYPOINT e\nCMD a", "CMD a", "ENTRYPOINT e")]
    [InlineData("CMD a\nFROM b", "CMD a", null)]
    [InlineData("CMD a\nFROM b\nENTRYPOINT e", null, "ENTRYPOINT e")]
    [InlineData("CMD a\nFROM b\nCMD c\nENTRYPOINT e", "CMD c", "ENTRYPOINT e")]
    [InlineData("CMD a\nFROM b\nENTRYPOINT e\nCMD c", "CMD c", "ENTRYPOINT e")]
    [InlineData("CMD a\nENTRYPOINT e\nFROM b\nENTRYPOINT f", null, "ENTRYPOINT f")]
    [InlineData("CMD a\nENTRYPOINT e\nFROM b\nFROM x", null, null)]
    public void A_new_ENTRYPOINT_drops_an_inherited_CMD(string body, string? cmd, string? entrypoint)
    {
        StageState end = Model.Of("FROM x AS b\n" + body).Stages[^1].End;
        Assert.Equal((cmd, entrypoint), (end.Cmd?.RawText, end.Entrypoint?.RawText));
    }

    [Fact]
    public void Each_holds_from_the_next_instruction_on_and_in_stages_that_start_from_it()
    {
        DockerfileModel model = Model.Of(
            "FROM x AS b\nUSER u\nSHELL [\"/bin/bash\", \"-c\"]\nHEALTHCHECK CMD h\nFROM b AS c\nUSER v\nHEALTHCHECK NONE\nFROM x");
        Stage first = model.Stages[0];
        Assert.Equal([null, "u", "u", "u"], first.States.Select(static state => state.User?.Argument!.Text));
        Assert.Equal([null, null, "SHELL [\"/bin/bash\", \"-c\"]", "SHELL [\"/bin/bash\", \"-c\"]"], first.States.Select(static state => state.Shell?.RawText));
        Assert.Equal(first.End, model.Stages[1].States[0]);
        Assert.Equal(("v", true), (model.Stages[1].End.User!.Argument!.Text, model.Stages[1].End.Healthcheck!.IsNone));
        Assert.Equal(new StageState(), model.Stages[2].End);
    }

    [Theory]
    [InlineData("RUN x", ShellKind.Posix)]
    [InlineData("SHELL [\"/bin/bash\", \"-c\"]\nRUN x", ShellKind.Posix)]
    [InlineData("SHELL [\"pwsh\", \"-Command\"]\nRUN x", ShellKind.PowerShell)]
    [InlineData("SHELL [\"C:/Windows/PowerShell.EXE\", \"-Command\"]\nRUN x", ShellKind.PowerShell)]
    [InlineData("SHELL [\"cmd\", \"/S\", \"/C\"]\nRUN x", ShellKind.Cmd)]
    [InlineData("SHELL [\"/usr/bin/fish\", \"-c\"]\nRUN x", ShellKind.Other)]
    [InlineData("RUN <<E\nx\nE", ShellKind.Posix)]
    [InlineData("RUN <<E\n#!/usr/bin/env python3\nx\nE", ShellKind.Other)]
    [InlineData("RUN <<E\n#!/bin/bash\nx\nE", ShellKind.Posix)]
    [InlineData("RUN <<E\n#! /bin/dash -e\nx\nE", ShellKind.Posix)]
    [InlineData("RUN <<E\n#!/usr/bin/env -S bash -e\nx\nE", ShellKind.Posix)]
    [InlineData("SHELL [\"pwsh\"]\nRUN <<E\n#!/bin/sh\nx\nE", ShellKind.Posix)]
    [InlineData("SHELL [\"pwsh\"]\nRUN cat <<E\n#!/bin/sh\nE", ShellKind.PowerShell)]
    public void The_shell_of_a_command_is_known(string body, ShellKind expected)
    {
        Stage stage = Model.Of("FROM x\n" + body).Stages[0];
        Assert.Equal(expected, Shells.KindOf((RunSyntax)stage.Instructions[^1], stage.States[^2]));
    }
}
