using System.Collections.Frozen;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>Programs that look at no variables of the environment but for well-known ones.</summary>
internal static class PlainPrograms
{
    private static readonly FrozenSet<string> s_names = FrozenSet.ToFrozenSet(
        [
            "apt-get", "apt", "aptitude", "apk", "yum", "dnf", "microdnf", "tdnf", "zypper", "apt-key", "dpkg", "rpm", "curl", "wget", "gpg",
            "mkdir", "cp", "mv", "rm", "rmdir", "ln", "chmod", "chown", "chgrp", "touch", "install", "ls", "find", "xargs", "tar", "unzip", "gunzip",
            "gzip", "xz", "bzip2", "sha1sum", "sha256sum", "sha512sum", "md5sum", "echo", "printf", "cat", "tee", "sed", "grep", "awk", "cut",
            "sort", "head", "tail", "tr", "wc", "basename", "dirname", "useradd", "groupadd", "adduser", "addgroup", "usermod", "cd", "test", "[",
            "set", "export", "true", "false", ":", "exit", "sleep", "which", "command", "id", "date", "uname", "sudo", "exec", "ldconfig",
            "update-ca-certificates", "locale-gen", "update-alternatives",
        ]);

    /// <summary>Whether a RUN runs nothing else.</summary>
    public static bool AreAllOf(RunSyntax run, StageState before, RuleContext context)
    {
        if (run.JsonWords.IsEmpty
            && (Shells.KindOf(run, before) != ShellKind.Posix
                || run.Script is not { Errors.IsEmpty: true } script
                || script.Commands.Any(static command => command.Name is { Literal: null })))
        {
            return false;
        }

        return context.ProgramsOf(run, before).All(static program => s_names.Contains(program.Program) || program.Script is { Errors.IsEmpty: true });
    }
}
