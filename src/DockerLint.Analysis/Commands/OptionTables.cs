using System.Collections.Frozen;

namespace DockerLint.Analysis.Commands;

/// <summary>The options that take a value, by program, from the programs' manuals.</summary>
internal static class OptionTables
{
    private static readonly OptionTable s_apt = new(
        "octaP", "option", "config-file", "target-release", "default-release", "host-architecture", "build-profiles");

    private static readonly OptionTable s_yum = new(
        "cdeRx",
        "config", "debuglevel", "errorlevel", "randomwait", "exclude", "excludepkgs", "enablerepo", "disablerepo", "repo",
        "repoid", "repofrompath", "setopt", "installroot", "releasever", "enableplugin", "disableplugin", "disableexcludes",
        "disableexcludepkgs", "color", "forcearch", "advisory", "advisories", "comment", "downloaddir", "destdir", "rpmverbosity");

    private static readonly OptionTable s_pip = new(
        "abcefirt",
        "abi", "build", "cache-dir", "cert", "client-cert", "config-settings", "constraint", "editable", "exists-action",
        "extra-index-url", "find-links", "global-option", "implementation", "index-url", "install-option", "keyring-provider",
        "log", "no-binary", "only-binary", "only-deps", "pip-args", "platform", "prefix", "progress-bar", "proxy", "python",
        "python-version", "report", "requirement", "retries", "root", "root-user-action", "src", "suffix", "target",
        "timeout", "trusted-host", "upgrade-strategy", "use-deprecated", "use-feature");

    private static readonly OptionTable s_conda = new("cnpf", "channel", "name", "prefix", "file");

    private static readonly OptionTable s_maven = new("fPDstTl", "file", "settings", "activate-profiles", "define", "threads");

    private static readonly OptionTable s_shell = new("oO", "rcfile", "init-file") { EndsAtOperand = true };

    private static readonly OptionTable s_go = new(
        "",
        "C", "asmflags", "buildmode", "compiler", "coverpkg", "covermode", "exec", "gccgoflags", "gcflags", "installsuffix",
        "ldflags", "mod", "modfile", "o", "overlay", "p", "pgo", "pkgdir", "tags", "toolexec")
    {
        IsSingleDash = true,
    };

    private static readonly FrozenDictionary<string, OptionTable> s_tables = new Dictionary<string, OptionTable>
    {
        ["apt"] = s_apt,
        ["apt-get"] = s_apt,
        ["aptitude"] = s_apt,
        ["yum"] = s_yum,
        ["dnf"] = s_yum,
        ["dnf5"] = s_yum,
        ["microdnf"] = s_yum,
        ["apk"] = new("tXp", "virtual", "repository", "root", "arch", "keys-dir", "repositories-file", "cache-dir", "cache-max-age", "wait", "progress-fd", "timeout"),
        ["zypper"] = new(
            "cDRprt",
            "config", "cache-dir", "raw-cache-dir", "solv-cache-dir", "pkg-cache-dir", "reposd-dir", "root", "installroot",
            "plus-repo", "plus-content", "repo", "from", "type", "name", "releasever", "download", "solver-focus"),
        ["npm"] = new(
            "Cw",
            "cache", "cpu", "include", "install-strategy", "libc", "loglevel", "omit", "only", "os", "otp", "prefix",
            "registry", "tag", "userconfig", "workspace"),
        ["yarn"] = new("", "cwd", "cache-folder", "modules-folder", "mutex", "network-timeout", "network-concurrency", "registry", "use-yarnrc"),
        ["pnpm"] = new("CF", "dir", "filter", "store-dir", "loglevel", "reporter"),
        ["composer"] = new("d", "working-dir"),
        ["poetry"] = new("CP", "directory", "project"),
        ["uv"] = new("rcp", "cache-dir", "project", "directory", "python", "index-url", "extra-index-url", "requirements"),
        ["conda"] = s_conda,
        ["mamba"] = s_conda,
        ["micromamba"] = s_conda,
        ["mvn"] = s_maven,
        ["mvnw"] = s_maven,
        ["gem"] = new(
            "ginpsvBP",
            "bindir", "build-root", "config-file", "file", "http-proxy", "install-dir", "platform", "source",
            "target-rbconfig", "trust-policy", "version")
        {
            EndsAtDashes = true,
        },
        ["useradd"] = new(
            "bcdefgkpsuGKPRZ",
            "base-dir", "comment", "home-dir", "expiredate", "inactive", "gid", "groups", "skel", "key", "password",
            "root", "prefix", "shell", "uid", "selinux-user"),
        ["wget"] = new(
            "aeilotwABDIOPQRTUX",
            "append-output", "base", "ca-certificate", "ca-directory", "cut-dirs", "directory-prefix", "execute", "header",
            "http-password", "http-user", "input-file", "limit-rate", "load-cookies", "output-document", "output-file",
            "password", "post-data", "post-file", "save-cookies", "timeout", "tries", "user", "user-agent", "wait"),
        ["curl"] = new(
            "AbcCdDeEFHKmoPQrTtuUwxXyYz",
            "output", "output-dir", "header", "data", "data-binary", "data-raw", "data-urlencode", "user-agent", "cookie", "cookie-jar",
            "continue-at", "capath", "proxy-user", "dump-header", "referer", "cert", "key", "cacert", "form", "config", "max-time", "connect-timeout", "retry",
            "retry-delay", "retry-max-time", "request", "url", "proxy", "user", "write-out", "range", "upload-file", "limit-rate",
            "resolve", "max-redirs", "proto", "proto-redir", "tls-max", "ciphers", "interface", "socks5", "noproxy"),
        ["git"] = new("bcCjou", "git-dir", "work-tree", "branch", "depth", "origin", "config", "reference", "filter", "jobs", "template"),
        ["tar"] = new("bfgCIKTVX", "directory", "exclude", "exclude-from", "file", "files-from", "transform", "use-compress-program"),
        ["ln"] = new("tS", "target-directory", "suffix"),
        ["go"] = s_go,
        ["sh"] = s_shell,
        ["bash"] = s_shell,
        ["ash"] = s_shell,
        ["dash"] = s_shell,
        ["ksh"] = s_shell,
        ["zsh"] = s_shell,
        ["cd"] = new(""),
        ["find"] = new("", "path", "name", "type") { IsSingleDash = true },
    }.ToFrozenDictionary();

    /// <summary>How a program reads its options; where it is not known, no option takes a value.</summary>
    public static OptionTable For(string program) =>
        s_tables.TryGetValue(program, out OptionTable? table) ? table
        : Invocation.IsPip(program) || program == "pipx" ? s_pip
        : OptionTable.None;
}
