using System.Collections.Immutable;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>When BuildKit's checks report and when they do not, where that is intricate; the pages have the rest.</summary>
public sealed class BuildKitConditionTests
{
    [Theory]
    [InlineData("FROM a\nRUN a \\", 0)]
    [InlineData("FROM a\nRUN a \\\n", 0)]
    [InlineData("FROM a\nRUN a \\\n\n", 1)]
    [InlineData("FROM a\nRUN a \\\n \t\n b\n", 1)]
    [InlineData("FROM a\nRUN a \\\n# c\n b\n", 0)]
    [InlineData("FROM a\nRUN a \\\n# c\n\n b \\\n\n c\n", 1)]
    [InlineData("FROM a\nRUN a \\\n\n b\nRUN a \\\n\n b\n", 2)]
    [InlineData("FROM a\nRUN <<EOF\na \\\n\nb\nEOF\n", 0)]
    [InlineData("# escape=`\nFROM a\nRUN a \\\n\nRUN b `\n\n c\n", 1)]
    [InlineData("FROM a\r\nRUN a \\\r\n\r\n b\r\n", 1)]
    public void NoEmptyContinuation_reports_an_instruction_once(string text, int count) =>
        Assert.Equal(count, Findings.OfRule("DK1003", text).Length);

    [Theory]
    [InlineData("FROM a\nrun b\nRun c\n", "2:1", "3:1")]
    [InlineData("from a\nrun b\nRun c\n", "3:1")]
    [InlineData("arg A\narg B\nFROM a\nRUN b\n")]
    [InlineData("ARG A\nARG B\nfrom a\nRUN b\n", "3:1")]
    [InlineData("FROM a\nonbuild RUN b\n", "2:1")]
    [InlineData("FROM a\nONBUILD run b\n")]
    [InlineData("FROM a\nrun b\nFoo c\nfoo d\nfoo e\n", "2:1")]
    [InlineData("from a\nfrom b\nFROM c\n", "3:1")]
    public void ConsistentInstructionCasing_follows_the_majority(string text, params string[] expected) =>
        Assert.Equal(expected, Findings.OfRule("DK1004", text));

    [Theory]
    [InlineData("FROM a AS x\nFROM b AS X\nFROM c AS x\n", "2:11", "3:11")]
    [InlineData("FROM a\nFROM b\n")]
    [InlineData("FROM a AS x\nFROM x\n")]
    [InlineData("FROM a AS x\nFROM x AS x\n", "2:11")]
    public void DuplicateStageName_reports_the_later_ones(string text, params string[] expected) =>
        Assert.Equal(expected, Findings.OfRule("DL3024", text));

    [Theory]
    [InlineData("FROM a\nCMD b\nENTRYPOINT c\n", "2:5", "3:12")]
    [InlineData("FROM a\nCMD []\n")]
    [InlineData("FROM a\nCMD ['b']\n", "2:5")]
    [InlineData("FROM a\nSHELL [\"bash\"]\nCMD b\n")]
    [InlineData("FROM a\nCMD b\nSHELL [\"bash\"]\n", "2:5")]
    [InlineData("FROM a AS x\nSHELL [\"bash\"]\nFROM x\nCMD b\nFROM a\nCMD c\n", "6:5")]
    [InlineData("FROM a\nRUN b\nHEALTHCHECK CMD c\nONBUILD CMD d\n")]
    public void JSONArgsRecommended_is_silent_after_SHELL(string text, params string[] expected) =>
        Assert.Equal(expected, Findings.OfRule("DK1005", text));

    [Theory]
    [InlineData("ARG A\nFROM $A\n")]
    [InlineData("FROM $A\nARG A=a\nFROM $A\n", "1:6", "3:6")]
    [InlineData("ARG A=a\nFROM ${A}:${B:-1}\n", "2:11")]
    [InlineData("FROM a:${A+1}\n", "1:8")]
    [InlineData("FROM --platform=$BUILDPLATFORM a\nFROM --platform=$TARGETOS/$TARGETARCH/$TARGETVARIANT a\nFROM a-$TARGETSTAGE\n")]
    [InlineData("FROM --platform=linux/$ARCH a\n", "1:23")]
    [InlineData("FROM a AS $B\n")]
    [InlineData("FROM a\\$B\n")]
    [InlineData("FROM 'a$B'\n")]
    public void UndefinedArgInFrom_sees_global_arguments_only(string text, params string[] expected) =>
        Assert.Equal(expected, Findings.OfRule("DK1006", text));

    [Theory]
    [InlineData("ARG VERSION=1\nFROM a:$VERSON\n", "did you mean 'VERSION'?")]
    [InlineData("FROM --platform=$BUILDPLATFROM a\n", "did you mean 'BUILDPLATFORM'?")]
    [InlineData("FROM a:$VERSION\nARG VERSIONS\n", "add ARG VERSION")]
    public void UndefinedArgInFrom_knows_what_is_meant(string text, string advice) =>
        Assert.EndsWith(advice, Findings.MessageOf("DK1006", text), StringComparison.Ordinal);

    [Theory]
    [InlineData("WORKDIR a\nWORKDIR b\n", "2:9")]
    [InlineData("WORKDIR /a\nWORKDIR b\n")]
    [InlineData("ENV A=/a\nWORKDIR $A\n")]
    [InlineData("ENV A=a\nWORKDIR $A\n", "3:9")]
    [InlineData("WORKDIR \"/a\"\n")]
    [InlineData("WORKDIR C:\\a\n", "2:9")]
    [InlineData("WORKDIR a\nFROM x\nWORKDIR b\n", "2:9", "4:9")]
    [InlineData("WORKDIR $A\n")]
    [InlineData("WORKDIR \"${A}b\"\n")]
    [InlineData("WORKDIR b$A\n", "2:9")]
    [InlineData("ARG A\nWORKDIR $A\n", "3:9")]
    [InlineData("FROM scratch\nWORKDIR $A\n", "3:9")]
    public void WorkdirRelativePath_judges_the_first_one(string body, params string[] expected) =>
        Assert.Equal(expected, Findings.OfRule("DK1007", $"FROM a\n{body}"));

    [Theory]
    [InlineData("C:\\a", 0)]
    [InlineData("\\a", 0)]
    [InlineData("/a", 0)]
    [InlineData("a", 1)]
    public void WorkdirRelativePath_knows_Windows(string path, int count)
    {
        var windows = BuildOptions.Default with { Platform = "windows/amd64" };
        Assert.Equal(count, Findings.OfRule("DK1007", $"# escape=`\nFROM a\nWORKDIR {path}\n", windows).Length);
    }

    [Theory]
    [InlineData("ADD $A $B\n", "2:5", "2:8")]
    [InlineData("COPY --chown=$A --chmod=$B a /\n", "2:14", "2:25")]
    [InlineData("ADD --checksum=$A http://x/y /\n", "2:16")]
    [InlineData("ENV A=$B C=$A\n", "2:7", "2:12")]
    [InlineData("ENV $A=b\n", "2:5")]
    [InlineData("LABEL a=$A $B=c\n", "2:9", "2:12")]
    [InlineData("ARG A=$B\n", "2:7")]
    [InlineData("ARG A=1 B=$A\n")]
    [InlineData("USER $A\nVOLUME $A\nWORKDIR $A\n", "2:6", "3:8", "4:9")]
    [InlineData("VOLUME [\"$A\"]\n", "2:10")]
    [InlineData("EXPOSE $A\n")]
    [InlineData("RUN --mount=type=bind,source=$A,target=/a b $C\n", "2:30")]
    [InlineData("RUN $A\nCMD $A\nENTRYPOINT $A\nHEALTHCHECK CMD $A\n")]
    [InlineData("USER ${A:-b}${C:+d}\n", "2:6", "2:13")]
    [InlineData("USER ${PATH:+${A}}\n", "2:14")]
    [InlineData("USER $A$A\n", "2:6")]
    [InlineData("USER \\$A\nWORKDIR '$A'\n")]
    [InlineData("ARG A\nUSER $A\n")]
    [InlineData("USER $PATH\n")]
    [InlineData("USER $BUILDKIT_SBOM_SCAN_STAGE$BUILDKIT_SBOM_SCAN_CONTEXT\n")]
    [InlineData("USER $TARGETARCH\n", "2:6")]
    [InlineData("ARG TARGETARCH\nUSER $TARGETARCH\n")]
    [InlineData("COPY <<A /\n$B\nA\n", "3:1")]
    [InlineData("COPY <<'A' /\n$B\nA\n")]
    [InlineData("ONBUILD USER $A\n")]
    public void UndefinedVar_reports_what_is_looked_up_and_not_found(string body, params string[] expected) =>
        Assert.Equal(expected, Findings.OfRule("DK1008", $"FROM a\n{body}"));

    [Theory]
    [InlineData("FROM a\nENV VERSION=1\nUSER $VERSON\n", "did you mean 'VERSION'?")]
    [InlineData("FROM a\nUSER $VERSON\nENV VERSION=1\n", "set it with ARG or ENV")]
    [InlineData("FROM a AS b\nENV VERSION=1\nFROM b\nUSER $VERSON\n", "did you mean 'VERSION'?")]
    public void UndefinedVar_knows_what_is_meant(string text, string advice) =>
        Assert.EndsWith(advice, Findings.MessageOf("DK1008", text), StringComparison.Ordinal);

    [Theory]
    [InlineData("CMD a\nCMD b\n", "2:1")]
    [InlineData("CMD a\nENTRYPOINT b\n")]
    [InlineData("CMD a\ncmd b\nCMD c\n", "2:1", "3:1")]
    [InlineData("HEALTHCHECK NONE\nHEALTHCHECK NONE\n", "2:1")]
    [InlineData("CMD a\nFROM b\nCMD c\n")]
    [InlineData("CMD a\nONBUILD CMD b\n")]
    [InlineData("RUN a\nRUN b\nSHELL [\"a\"]\nSHELL [\"b\"]\nUSER a\nUSER b\n")]
    public void MultipleInstructionsDisallowed_reports_those_without_effect(string body, params string[] expected) =>
        Assert.Equal(expected, Findings.OfRule("DK1009", $"FROM a\n{body}"));

    [Theory]
    [InlineData("ENV a b\n", true)]
    [InlineData("ENV a b=c\n", true)]
    [InlineData("LABEL a b\n", true)]
    [InlineData("env a\tb\n", true)]
    [InlineData("ENV a=b\n", false)]
    [InlineData("ENV a=b c\n", false)]
    [InlineData("ENV a=\n", false)]
    [InlineData("ENV a= b\n", false)]
    [InlineData("ARG a\n", false)]
    public void LegacyKeyValueFormat_looks_for_an_equals_sign_in_the_first_word(string body, bool found) =>
        Assert.Equal(found, Findings.OfRule("DK1010", $"FROM a\n{body}").Length == 1);

    [Theory]
    [InlineData("linux/amd64", "linux/amd64", 0)]
    [InlineData("linux/amd64", "linux/x86_64", 0)]
    [InlineData("linux/arm/v7", "linux/arm/v6", 0)]
    [InlineData("linux/arm64", "linux/amd64", 1)]
    [InlineData("windows/amd64", "linux/amd64", 1)]
    public void InvalidBaseImagePlatform_compares_system_and_architecture(string build, string image, int count)
    {
        var options = new BuildOptions
        {
            Platform = build,
            BaseImages = BuildOptions.Default.BaseImages.Add("docker.io/library/a:latest", new BaseImage(image, ImmutableDictionary<string, string>.Empty, HasShell: false)),
        };
        Assert.Equal(count, Findings.OfRule("DK1011", "FROM a AS x\nFROM x\nFROM scratch\nFROM unknown\n", options).Length);
    }

    [Theory]
    [InlineData("KEY")]
    [InlineData("key")]
    [InlineData("MY_API_KEY")]
    [InlineData("apikey")]
    [InlineData("AUTH_x")]
    [InlineData("x_Credential")]
    [InlineData("credentials")]
    [InlineData("password")]
    [InlineData("pword")]
    [InlineData("passwd")]
    [InlineData("_secret_")]
    [InlineData("GIT_TOKEN")]
    [InlineData("filekey_token")]
    public void SecretsUsedInArgOrEnv_knows_a_secret_by_its_name(string name) =>
        Assert.Equal(["2:5", "3:5"], Findings.OfRule("DK1012", $"FROM a\nARG {name}\nENV {name}=x\n"));

    [Theory]
    [InlineData("KEYS")]
    [InlineData("API-KEY")]
    [InlineData("APIKEYS")]
    [InlineData("MYPASSWORD")]
    [InlineData("PUBLIC_KEY")]
    [InlineData("KEY_FILE")]
    [InlineData("token_Version")]
    [InlineData("AUTHOR")]
    public void SecretsUsedInArgOrEnv_knows_what_is_none(string name) =>
        Assert.Empty(Findings.OfRule("DK1012", $"FROM a\nARG {name}\nENV {name}=\n"));

    [Theory]
    [InlineData("ENV KEY=")]
    [InlineData("ENV KEY=''")]
    [InlineData("ARG KEY=''", "2:5")]
    [InlineData("ENV KEY=$A", "2:5")]
    public void SecretsUsedInArgOrEnv_leaves_alone_what_is_written_empty(string instruction, params string[] expected)
    {
        Assert.Equal(expected, Findings.OfRule("DK1012", $"FROM a\n{instruction}\n"));
        Assert.Equal(expected, Findings.OfRule("DL3064", $"FROM a\n{instruction.Replace("KEY", "API_KEY", StringComparison.Ordinal)}\n"));
    }

    [Fact]
    public void SecretsUsedInArgOrEnv_looks_neither_before_FROM_nor_at_labels_and_values() =>
        Assert.Empty(Findings.OfRule("DK1012", "ARG KEY\nFROM a\nLABEL key=1\nENV A=token\n"));

    [Theory]
    [InlineData("ARG A\nFROM $A\n", "2:6")]
    [InlineData("ARG A=1\nFROM a:$A\n")]
    [InlineData("ARG A\nFROM a$A\n")]
    [InlineData("ARG A\nFROM a:$A\nFROM b@$A\n", "2:6", "3:6")]
    [InlineData("FROM UPPER\n", "1:6")]
    [InlineData("FROM a AS X_1\nFROM X_1\n", "2:6")]
    [InlineData("ARG A\nFROM ${A:?needed}\nFROM a:$A\n")]
    [InlineData("ARG A\nFROM a:$A\nFROM ${A:?needed}\nFROM a:$A\n", "2:6")]
    [InlineData("FROM a-$TARGETARCH\n")]
    public void InvalidDefaultArgInFrom_fills_in_defaults(string text, params string[] expected) =>
        Assert.Equal(expected, Findings.OfRule("DK1013", text));

    [Fact]
    public void InvalidDefaultArgInFrom_does_not_look_at_build_arguments()
    {
        var given = BuildOptions.Default with { BuildArguments = BuildOptions.Default.BuildArguments.Add("A", "1").Add("B", "") };
        Assert.Equal(["3:6"], Findings.OfRule("DK1013", "ARG A\nARG B=b\nFROM a:$A\nFROM $B\n", given));
    }

    [Theory]
    [InlineData("FROM --platform=linux/amd64 a\n", 1)]
    [InlineData("FROM --platform=amd64 a AS tools\n", 1)]
    [InlineData("FROM --platform=linux/amd64 a AS amd64-tools\n", 0)]
    [InlineData("FROM --platform=linux/x86_64 a AS AMD64\n", 0)]
    [InlineData("FROM --platform=linux/x86_64 a AS x86_64\n", 1)]
    [InlineData("FROM --platform=linux/arm64 a AS mylinuxtools\n", 0)]
    [InlineData("FROM --platform=nonsense a\n", 0)]
    [InlineData("FROM --platform=linux/$TARGETARCH a\n", 0)]
    [InlineData("FROM --platform=$UNKNOWN a\n", 0)]
    [InlineData("FROM a\n", 0)]
    public void FromPlatformFlagConstDisallowed_respects_the_name_of_the_stage(string text, int count) =>
        Assert.Equal(count, Findings.OfRule("DK1014", text).Length);

    [Theory]
    [InlineData("a.log", "COPY a.log /\n", 1)]
    [InlineData("*.log", "COPY ./a.log b.log c /\n", 2)]
    [InlineData("dir", "COPY dir/sub/file /\n", 1)]
    [InlineData("dir", "ADD ./dir/ /\n", 1)]
    [InlineData("dir", "ADD /dir /\n", 0)]
    [InlineData("dir/*", "COPY dir /\n", 0)]
    [InlineData("*.log", "COPY *.log /\n", 1)]
    [InlineData("a.log", "COPY *.log /\n", 0)]
    [InlineData("*", "COPY . /\n", 1)]
    [InlineData("**", "COPY / /\n", 1)]
    [InlineData("**/*", "COPY ./ /\n", 1)]
    [InlineData("*.*", "COPY . /\n", 0)]
    [InlineData("*\n!x", "COPY a /\n", 0)]
    [InlineData("", "COPY a /\n", 0)]
    [InlineData("# a\n", "COPY a /\n", 0)]
    [InlineData("*", "COPY --from=x a /\n", 0)]
    [InlineData("*", "ADD https://x/a git@github.com:x/y /\nCOPY <<a /\na\n", 0)]
    [InlineData("*", "RUN --mount=type=bind,source=a,target=/a x\nONBUILD COPY a /\n", 0)]
    public void CopyIgnoredFile_matches_paths_and_their_parents(string ignore, string body, int count) =>
        Assert.Equal(count, Findings.OfRule("DK1015", $"FROM a\n{body}", facts: new FactSet { Ignore = IgnoreFile.Parse(ignore) }).Length);

    [Theory]
    [InlineData("# A is\nARG A\n", 0)]
    [InlineData("#A is\nARG A\n", 0)]
    [InlineData("# a is\nARG A\n", 1)]
    [InlineData("# A\nARG A\n", 0)]
    [InlineData("# A: is\nARG A\n", 1)]
    [InlineData("# B is\nARG A=1 B=2\n", 0)]
    [InlineData("# words\n# A is\nARG A\n", 0)]
    [InlineData("# A is\n# words\nARG A\n", 1)]
    [InlineData("# words\n#\nARG A\n", 0)]
    [InlineData("# words\n\nARG A\n", 1)]
    [InlineData("ARG B\n# words\nARG A\n", 1)]
    [InlineData("ARG A\n", 0)]
    [InlineData("# words\nFROM b\n", 0)]
    [InlineData("# words\nFROM b AS c\n", 1)]
    [InlineData("# c is\nFROM b AS C\n", 0)]
    [InlineData("# C is\nFROM b AS C\n", 1)]
    [InlineData("# words\nENV A=1\n", 0)]
    public void InvalidDefinitionDescription_reads_the_last_comment_line(string body, int count) =>
        Assert.Equal(count, Findings.OfRule("DK1016", $"FROM a\n{body}").Length);

    [Theory]
    [InlineData("80/TCP", "2:11")]
    [InlineData("80/tcp 53/UDP", "2:18")]
    [InlineData("80")]
    [InlineData("80/XYZ")]
    [InlineData("80-90/Sctp", "2:14")]
    public void ExposeProtoCasing_marks_the_protocol(string ports, params string[] expected) =>
        Assert.Equal(expected, Findings.OfRule("DK1017", $"FROM a\nEXPOSE {ports}\n"));

    [Theory]
    [InlineData("8080:80", "write EXPOSE 80")]
    [InlineData("127.0.0.1::80/udp", "write EXPOSE 80/udp")]
    [InlineData("1000-60000:1000-60000", "write EXPOSE 1000-60000")]
    [InlineData("[::1]:8080:80", "write EXPOSE 80")]
    public void ExposeInvalidFormat_says_what_to_write(string port, string advice) =>
        Assert.EndsWith(advice, Findings.MessageOf("DK1018", $"FROM a\nEXPOSE {port}\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("$TARGETPLATFORM", 1)]
    [InlineData("${TARGETPLATFORM}", 1)]
    [InlineData("${TARGETPLATFORM:-$TARGETPLATFORM}", 1)]
    [InlineData("${TARGETPLATFORM:-linux/amd64}", 1)]
    [InlineData("${TARGETPLATFORM:-$BUILDPLATFORM}", 0)]
    [InlineData("$TARGETPLATFORM$TARGETPLATFORM", 0)]
    [InlineData("${TARGETPLATFORM}/v8", 0)]
    [InlineData("$BUILDPLATFORM", 0)]
    [InlineData("linux/amd64", 0)]
    public void RedundantTargetPlatform_takes_one_variable_alone(string platform, int count) =>
        Assert.Equal(count, Findings.OfRule("DL3065", $"FROM --platform={platform} a\n").Length);

    [Theory]
    [InlineData("FROM a as b\n", 1)]
    [InlineData("from a as b\n", 0)]
    [InlineData("from a aS b\n", 1)]
    [InlineData("From a aS b\n", 0)]
    [InlineData("FROM a AS b\n", 0)]
    [InlineData("FROM as\n", 0)]
    public void FromAsCasing_follows_FROM(string text, int count) => Assert.Equal(count, Findings.OfRule("DK1002", text).Length);
}
