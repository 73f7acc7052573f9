namespace DockerLint.Analysis.Rules.Shell;

/// <summary>The variables that a shell gives a meaning, as the manuals of Bash and POSIX list them.</summary>
internal static class KnownVariables
{
    /// <summary>Whether the shell keeps a number in it.</summary>
    public static bool IsNumber(string name) => name is "BASHPID" or "BASH_ARGC" or "BASH_LINENO" or "BASH_SUBSHELL" or "COLUMNS"
        or "EPOCHSECONDS" or "EPOCHREALTIME" or "EUID" or "HISTFILESIZE" or "HISTSIZE" or "LINENO" or "LINES" or "OPTIND" or "PPID"
        or "RANDOM" or "READLINE_POINT" or "SECONDS" or "SHELLOPTS" or "SHLVL" or "SRANDOM" or "UID";

    /// <summary>Whether the shell, or the system's libraries by way of the environment, read it, so that setting it is of use.</summary>
    public static bool IsRead(string name) => IsNumber(name)
        || name.StartsWith("BASH", StringComparison.Ordinal)
        || name.StartsWith("COMP_", StringComparison.Ordinal)
        || name.StartsWith("LC_", StringComparison.Ordinal)
        || name.StartsWith("READLINE_", StringComparison.Ordinal)
        || name is "auto_resume" or "CDPATH" or "CHILD_MAX" or "COMPREPLY" or "COPROC" or "DIRSTACK" or "DISPLAY" or "ENV"
            or "EXECIGNORE" or "FCEDIT" or "FIGNORE" or "FUNCNAME" or "FUNCNEST" or "GLOBIGNORE" or "GROUPS" or "histchars"
            or "HISTCMD" or "HISTCONTROL" or "HISTFILE" or "HISTIGNORE" or "HISTTIMEFORMAT" or "HOME" or "HOSTFILE" or "HOSTNAME"
            or "HOSTTYPE" or "IFS" or "IGNOREEOF" or "INPUTRC" or "LANG" or "LANGUAGE" or "LD_LIBRARY_PATH" or "LOGNAME"
            or "MACHTYPE" or "MAIL" or "MAILCHECK" or "MAILPATH" or "MAPFILE" or "OLDPWD" or "OPTARG" or "OPTERR" or "OSTYPE"
            or "PATH" or "PIPESTATUS" or "POSIXLY_CORRECT" or "PROMPT_COMMAND" or "PROMPT_DIRTRIM" or "PS0" or "PS1" or "PS2"
            or "PS3" or "PS4" or "PWD" or "REPLY" or "SHELL" or "TERM" or "TIMEFORMAT" or "TMOUT" or "TMPDIR" or "TZ" or "USER"
            or "XAUTHORITY";
}
