using System.Text.Json;

namespace DockerLint.Build.Runtimes;

/// <summary>
/// What a RUN may ask of the kernel: what <c>docker build</c> allows to programs that may not administer the machine. All else
/// is refused as if it were not permitted.
/// </summary>
/// <remarks>
/// Docker's documentation ("Seccomp security profiles for Docker") says what is refused and why; the names are those of the
/// kernel's tables. Names that a processor or a version of the kernel does not have are no error.
/// </remarks>
internal static class SeccompProfile
{
    /// <summary>The error that a program gets of what is not allowed: EPERM.</summary>
    public const int NotPermitted = 1;

    private const int NotImplemented = 38;

    /// <summary>The flags of clone(2) that make a namespace: CLONE_NEWNS, CGROUP, UTS, IPC, USER, PID and NET.</summary>
    private const long NewNamespaces = 0x7E020000;

    /// <summary>Sockets between a virtual machine and its host.</summary>
    private const long VirtualMachineSockets = 40;

    /// <summary>Linux as usual, without address randomization, or both for old programs; and to ask which it is.</summary>
    private static readonly long[] s_personalities = [0x0, 0x8, 0x20000, 0x20008, 0xFFFFFFFF];

    private static readonly string[] s_allowed =
    """
        _llseek _newselect accept accept4 access adjtimex alarm arch_prctl arm_fadvise64_64 arm_sync_file_range bind
        breakpoint brk cacheflush cachestat capget capset chdir chmod chown chown32 chroot clock_adjtime clock_adjtime64
        clock_getres clock_getres_time64 clock_gettime clock_gettime64 clock_nanosleep clock_nanosleep_time64 close
        close_range connect copy_file_range creat dup dup2 dup3 epoll_create epoll_create1 epoll_ctl epoll_ctl_old
        epoll_pwait epoll_pwait2 epoll_wait epoll_wait_old eventfd eventfd2 execve execveat exit exit_group faccessat
        faccessat2 fadvise64 fadvise64_64 fallocate fanotify_mark fchdir fchmod fchmodat fchmodat2 fchown fchown32 fchownat
        fcntl fcntl64 fdatasync fgetxattr flistxattr flock fork fremovexattr fsetxattr fstat fstat64 fstatat64 fstatfs
        fstatfs64 fsync ftruncate ftruncate64 futex futex_requeue futex_time64 futex_wait futex_waitv futex_wake futimesat
        get_robust_list get_thread_area getcpu getcwd getdents getdents64 getegid getegid32 geteuid geteuid32 getgid
        getgid32 getgroups getgroups32 getitimer getpeername getpgid getpgrp getpid getppid getpriority getrandom getresgid
        getresgid32 getresuid getresuid32 getrlimit getrusage getsockname getsockopt gettid gettimeofday getuid getuid32
        getxattr getxattrat inotify_add_watch inotify_init inotify_init1 inotify_rm_watch io_cancel io_destroy io_getevents
        io_pgetevents io_pgetevents_time64 io_setup io_submit ioctl ioprio_get ioprio_set ipc kill landlock_add_rule
        landlock_create_ruleset landlock_restrict_self lchown lchown32 lgetxattr link linkat listen listxattr listxattrat
        llistxattr lremovexattr lseek lsetxattr lstat lstat64 madvise map_shadow_stack membarrier memfd_create memfd_secret
        mincore mkdir mkdirat mknod mknodat mlock mlock2 mlockall mmap mmap2 modify_ldt mprotect mq_getsetattr mq_notify
        mq_open mq_timedreceive mq_timedreceive_time64 mq_timedsend mq_timedsend_time64 mq_unlink mremap mseal msgctl msgget
        msgrcv msgsnd msync munlock munlockall munmap name_to_handle_at nanosleep newfstatat open openat openat2 pause
        pidfd_open pidfd_send_signal pipe pipe2 pkey_alloc pkey_free pkey_mprotect poll ppoll ppoll_time64 prctl pread64
        preadv preadv2 prlimit64 process_mrelease process_vm_readv process_vm_writev pselect6 pselect6_time64 ptrace
        pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv recv recvfrom recvmmsg recvmmsg_time64 recvmsg
        remap_file_pages removexattr removexattrat rename renameat renameat2 restart_syscall riscv_flush_icache
        riscv_hwprobe rmdir rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend
        rt_sigtimedwait rt_sigtimedwait_time64 rt_tgsigqueueinfo sched_get_priority_max sched_get_priority_min
        sched_getaffinity sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval sched_rr_get_interval_time64
        sched_setaffinity sched_setattr sched_setparam sched_setscheduler sched_yield seccomp select semctl semget semop
        semtimedop semtimedop_time64 send sendfile sendfile64 sendmmsg sendmsg sendto set_robust_list set_thread_area
        set_tid_address set_tls setfsgid setfsgid32 setfsuid setfsuid32 setgid setgid32 setgroups setgroups32 setitimer
        setpgid setpriority setregid setregid32 setresgid setresgid32 setresuid setresuid32 setreuid setreuid32 setrlimit
        setsid setsockopt setuid setuid32 setxattr setxattrat shmat shmctl shmdt shmget shutdown sigaction sigaltstack
        signalfd signalfd4 sigpending sigprocmask sigreturn sigsuspend socketcall socketpair splice stat stat64 statfs
        statfs64 statx symlink symlinkat sync sync_file_range sync_file_range2 syncfs sysinfo tee tgkill time timer_create
        timer_delete timer_getoverrun timer_gettime timer_gettime64 timer_settime timer_settime64 timerfd_create
        timerfd_gettime timerfd_gettime64 timerfd_settime timerfd_settime64 times tkill truncate truncate64 ugetrlimit umask
        uname unlink unlinkat utime utimensat utimensat_time64 utimes vfork vmsplice wait4 waitid waitpid write writev
    """.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is allowed, and what is refused in another way than all else.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new(s_allowed),
        .. s_personalities.Select(static personality => new Rule(["personality"], new Condition(0, personality, 0, Comparison.Equal))),
        new(["clone"], new Condition(0, NewNamespaces, 0, Comparison.MaskedEqual)),
        // Programs fall back to the one whose flags can be looked at.
        new(["clone3"], Error: NotImplemented),
        new(["socket"], new Condition(0, VirtualMachineSockets, 0, Comparison.NotEqual)),
    ];

    /// <summary>The processors whose programs this machine may run, as libseccomp calls them.</summary>
    public static IReadOnlyList<string> Architectures { get; } = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => ["x86_64", "x86", "x32"],
        System.Runtime.InteropServices.Architecture.Arm64 => ["aarch64", "arm"],
        _ => [],
    };

    /// <summary>Writes the member <c>seccomp</c> of a runtime's configuration.</summary>
    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("seccomp"u8);
        json.WriteString("defaultAction"u8, ActionOf(NotPermitted));
        json.WriteNumber("defaultErrnoRet"u8, NotPermitted);
        json.WriteStartArray("architectures"u8);
        foreach (string architecture in Architectures)
            json.WriteStringValue($"SCMP_ARCH_{architecture.ToUpperInvariant()}");
        json.WriteEndArray();
        json.WriteStartArray("syscalls"u8);
        foreach (Rule rule in Rules)
            Write(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject();
        json.WriteStartArray("names"u8);
        foreach (string name in rule.Names)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteString("action"u8, ActionOf(rule.Error));
        if (rule.Error is { } number)
            json.WriteNumber("errnoRet"u8, number);
        if (rule.Condition is { } asked)
        {
            json.WriteStartArray("args"u8);
            json.WriteStartObject();
            json.WriteNumber("index"u8, asked.Index);
            json.WriteNumber("value"u8, asked.Value);
            json.WriteNumber("valueTwo"u8, asked.ValueTwo);
            json.WriteString("op"u8, asked.Comparison switch
            {
                Comparison.NotEqual => "SCMP_CMP_NE",
                Comparison.Equal => "SCMP_CMP_EQ",
                _ => "SCMP_CMP_MASKED_EQ",
            });
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string ActionOf(int? error) => error is null ? "SCMP_ACT_ALLOW" : "SCMP_ACT_ERRNO";

    /// <summary>What a program gets of some calls.</summary>
    /// <param name="Names">The calls.</param>
    /// <param name="Condition">Of which of them; null for all.</param>
    /// <param name="Error">The error; null where they are allowed.</param>
    internal sealed record Rule(IReadOnlyList<string> Names, Condition? Condition = null, int? Error = null);

    /// <summary>What an argument of a call must be.</summary>
    internal readonly record struct Condition(int Index, long Value, long ValueTwo, Comparison Comparison);

    /// <summary>How an argument is compared, with the numbers of libseccomp (<c>enum scmp_compare</c>).</summary>
    internal enum Comparison
    {
        /// <summary>It is not the value.</summary>
        NotEqual = 1,

        /// <summary>It is the value.</summary>
        Equal = 4,

        /// <summary>Its bits that the value has are those of the second value.</summary>
        MaskedEqual = 7,
    }
}
