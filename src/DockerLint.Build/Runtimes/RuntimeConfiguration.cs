using System.Globalization;
using System.Text.Json;
using DockerLint.Build.Native;

namespace DockerLint.Build.Runtimes;

/// <summary>
/// Writes <c>config.json</c> of a bundle (OCI runtime specification) as BuildKit has it for a RUN: the namespaces, mounts,
/// capabilities, hidden and read-only paths.
/// </summary>
/// <remarks>
/// Devices are kept from programs twice. A control group allows no others than those of no machine in particular. And where
/// files are, mounts do not let devices be used; those that a program may use are bound into <c>/dev</c> one by one.
/// </remarks>
internal static class RuntimeConfiguration
{
    /// <summary>What root may do in a container (Docker's documentation, "Runtime privilege and Linux capabilities").</summary>
    private static readonly string[] s_capabilities =
    [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW", "CAP_SETGID", "CAP_SETUID",
        "CAP_SETFCAP", "CAP_SETPCAP", "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL", "CAP_AUDIT_WRITE",
    ];

    /// <summary>capabilities(7), all of them, by their numbers.</summary>
    private static readonly string[] s_allCapabilities =
    [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_SETGID", "CAP_SETUID",
        "CAP_SETPCAP", "CAP_LINUX_IMMUTABLE", "CAP_NET_BIND_SERVICE", "CAP_NET_BROADCAST", "CAP_NET_ADMIN", "CAP_NET_RAW",
        "CAP_IPC_LOCK", "CAP_IPC_OWNER", "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT", "CAP_SYS_PTRACE", "CAP_SYS_PACCT",
        "CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE", "CAP_SYS_RESOURCE", "CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG", "CAP_MKNOD",
        "CAP_LEASE", "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL", "CAP_SETFCAP", "CAP_MAC_OVERRIDE", "CAP_MAC_ADMIN", "CAP_SYSLOG",
        "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND", "CAP_AUDIT_READ", "CAP_PERFMON", "CAP_BPF", "CAP_CHECKPOINT_RESTORE",
    ];

    private static readonly string[] s_devices = ["null", "zero", "full", "random", "urandom", "tty"];

    private static readonly string[] s_masked =
    [
        "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list", "/proc/timer_stats",
        "/proc/sched_debug", "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap",
    ];

    private static readonly string[] s_readOnly = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    /// <summary>Writes the configuration.</summary>
    /// <param name="run">What is run.</param>
    /// <param name="root">The root, as the runtime finds it.</param>
    /// <param name="binds">What is bound into it besides, in this order.</param>
    /// <param name="controlGroup">The control group to make, from their root; null for none.</param>
    /// <param name="filter">The seccomp profile as the kernel takes it, for crun; null where the runtime makes it.</param>
    public static byte[] Write(ContainerRun run, string root, IReadOnlyList<Bind> binds, string? controlGroup, byte[]? filter)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("ociVersion"u8, "1.0.2");
            WriteProcess(json, run);
            json.WriteStartObject("root"u8);
            json.WriteString("path"u8, root);
            json.WriteBoolean("readonly"u8, false);
            json.WriteEndObject();
            json.WriteString("hostname"u8, run.Hostname);
            json.WriteStartArray("mounts"u8);
            WriteSystemMounts(json, run.IsInsecure);
            foreach (Bind bind in binds)
                Mount(json, bind.Target, bind.Kind, bind.Source, bind.Options);
            json.WriteEndArray();
            WriteLinux(json, run, controlGroup);
            if (filter is not null && !run.IsInsecure)
            {
                // crun(1); one that does not know it takes the profile.
                json.WriteStartObject("annotations"u8);
                json.WriteString("run.oci.seccomp_bpf_data"u8, Convert.ToBase64String(filter));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return text.ToArray();
    }

    private static void WriteProcess(Utf8JsonWriter json, ContainerRun run)
    {
        json.WriteStartObject("process"u8);
        json.WriteBoolean("terminal"u8, false);
        json.WriteStartObject("user"u8);
        json.WriteNumber("uid"u8, run.User.Uid);
        json.WriteNumber("gid"u8, run.User.Gid);
        json.WriteNumber("umask"u8, 0x12);
        if (!run.User.AdditionalGids.IsEmpty)
        {
            json.WriteStartArray("additionalGids"u8);
            foreach (uint gid in run.User.AdditionalGids)
                json.WriteNumberValue(gid);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        Strings(json, "args", run.Arguments);
        Strings(json, "env", run.Environment);
        json.WriteString("cwd"u8, run.WorkingDirectory);
        json.WriteStartObject("capabilities"u8);
        foreach (string set in (ReadOnlySpan<string>)["bounding", "effective", "permitted"])
            Strings(json, set, run.IsInsecure ? s_allCapabilities : s_capabilities);
        json.WriteEndObject();
        // .NET raises the lower one for itself; programs that close all that may be open take long then.
        ulong most = Libc.MostOpenFiles;
        json.WriteStartArray("rlimits"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "RLIMIT_NOFILE");
        json.WriteNumber("soft"u8, Math.Min(most, 1024));
        json.WriteNumber("hard"u8, Math.Min(most, 512 * 1024));
        json.WriteEndObject();
        json.WriteEndArray();
        // sudo(8) and its like work in a build.
        json.WriteBoolean("noNewPrivileges"u8, false);
        json.WriteEndObject();
    }

    private static void WriteSystemMounts(Utf8JsonWriter json, bool isInsecure)
    {
        Mount(json, "/proc", "proc", "proc", ["nosuid", "noexec", "nodev"]);
        Mount(json, "/dev", "tmpfs", "tmpfs", isInsecure ? ["nosuid", "strictatime", "mode=755", "size=65536k"] : ["nosuid", "nodev", "strictatime", "mode=755", "size=65536k"]);
        // In a namespace of users the runtime can do no other.
        foreach (string device in isInsecure || UserNamespace.IsInside ? [] : s_devices)
            Mount(json, $"/dev/{device}", "bind", $"/dev/{device}", ["bind", "nosuid", "noexec"]);
        Mount(json, "/dev/pts", "devpts", "devpts", ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", .. UserNamespace.HasOneUser ? (string[])[] : ["gid=5"]]);
        Mount(json, "/dev/shm", "tmpfs", "shm", ["nosuid", "noexec", "nodev", "mode=1777", "size=65536k"]);
        Mount(json, "/dev/mqueue", "mqueue", "mqueue", ["nosuid", "noexec", "nodev"]);
        // Only who has the network may mount it.
        if (UserNamespace.IsInside)
            Mount(json, "/sys", "bind", "/sys", ["rbind", "nosuid", "noexec", "nodev", "ro"]);
        else
            Mount(json, "/sys", "sysfs", "sysfs", isInsecure ? ["nosuid", "noexec", "nodev"] : ["nosuid", "noexec", "nodev", "ro"]);
    }

    private static void WriteLinux(Utf8JsonWriter json, ContainerRun run, string? controlGroup)
    {
        json.WriteStartObject("linux"u8);
        json.WriteStartArray("namespaces"u8);
        foreach (string kind in (ReadOnlySpan<string>)["pid", "ipc", "uts", "mount", .. run.Network == ContainerNetwork.None ? (string[])["network"] : []])
        {
            json.WriteStartObject();
            json.WriteString("type"u8, kind);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (controlGroup is not null)
        {
            json.WriteString("cgroupsPath"u8, controlGroup);
            WriteDevices(json, run.IsInsecure);
        }

        if (!run.IsInsecure)
        {
            SeccompProfile.Write(json);
            Strings(json, "maskedPaths", s_masked);
            Strings(json, "readonlyPaths", s_readOnly);
        }

        json.WriteEndObject();
    }

    private static void WriteDevices(Utf8JsonWriter json, bool all)
    {
        json.WriteStartObject("resources"u8);
        json.WriteStartArray("devices"u8);
        Device(new DeviceRule(null, null, null, "rwm"), all);
        foreach (DeviceRule rule in all ? [] : DeviceRule.Allowed)
            Device(rule, isAllowed: true);
        json.WriteEndArray();
        json.WriteEndObject();

        void Device(DeviceRule rule, bool isAllowed)
        {
            json.WriteStartObject();
            json.WriteBoolean("allow"u8, isAllowed);
            if (rule.Kind is { } kind)
                json.WriteString("type"u8, kind);
            if (rule.Major is { } driver)
                json.WriteNumber("major"u8, driver);
            if (rule.Minor is { } device)
                json.WriteNumber("minor"u8, device);
            json.WriteString("access"u8, rule.Access);
            json.WriteEndObject();
        }
    }

    private static void Mount(Utf8JsonWriter json, string target, string kind, string source, IReadOnlyList<string> options)
    {
        json.WriteStartObject();
        json.WriteString("destination"u8, target);
        json.WriteString("type"u8, kind);
        json.WriteString("source"u8, source);
        Strings(json, "options", options);
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>Something that is mounted.</summary>
    /// <param name="Target">Where in the image.</param>
    /// <param name="Kind"><c>bind</c> or <c>tmpfs</c>.</param>
    /// <param name="Source">What.</param>
    /// <param name="Options">How.</param>
    internal sealed record Bind(string Target, string Kind, string Source, IReadOnlyList<string> Options)
    {
        /// <summary>A file or folder that is somewhere else too.</summary>
        public static Bind Of(string target, string source, bool isReadOnly) =>
            new(target, "bind", source, ["rbind", isReadOnly ? "ro" : "rw", "nodev"]);

        /// <summary>A folder in memory.</summary>
        public static Bind Memory(string target, long? size) => new(
            target,
            "tmpfs",
            "tmpfs",
            ["nosuid", "nodev", .. size is { } bytes ? (string[])[string.Create(CultureInfo.InvariantCulture, $"size={bytes}")] : []]);
    }
}
