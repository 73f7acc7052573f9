using System.Globalization;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;
using DockerLint.References;

namespace DockerLint.Build.Runtimes;

/// <summary>What programs of other processors this machine runs, by emulators that the kernel knows (binfmt_misc).</summary>
/// <param name="machine">The platform of the machine.</param>
/// <param name="folder">Where the kernel says what it knows.</param>
public sealed class BinaryFormats(Platform machine, string folder = BinaryFormats.UsualFolder)
{
    /// <summary>Where Linux says it (Documentation/admin-guide/binfmt-misc.rst).</summary>
    public const string UsualFolder = "/proc/sys/fs/binfmt_misc";

    private const int MachineOffset = 18;

    private const string Magic = "magic ";
    private const string Flags = "flags: ";

    /// <summary>Finds the first command of a plan that cannot be run here, whatever it does.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>It, and what to do; null where there is none.</returns>
    public BuildFailure? RefusalOf(BuildPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (PlannedStage stage in plan.Stages)
        {
            Platform platform = stage.Config.Platform;
            if (stage.Instructions.Select(static instruction => instruction.Step).OfType<RunStep>().FirstOrDefault() is { } run && !Runs(platform))
                return new BuildFailure(run, $"this machine, {machine}, does not run commands for {platform}; {AdviceFor(platform)}") { IsOfMachine = true };
        }

        return null;
    }

    /// <summary>Whether commands for a platform can be run here.</summary>
    /// <remarks>
    /// Variants are left to the processor. So is arm on arm64, which some processors run and some do not.
    /// </remarks>
    public bool Runs(Platform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        if (platform.Os != machine.Os)
            return false;
        return (platform.Architecture, machine.Architecture) is ("386", "amd64") or ("arm", "arm64")
            || platform.Architecture == machine.Architecture
            || (ElfOf(platform.Architecture) is { Number: > 0 } elf && IsKnown(elf.Number));
    }

    private bool IsKnown(int number)
    {
        if (File.Exists(Path.Combine(folder, "status")))
            return IsThere();
        // In a container the kernel's list is as a rule not to be seen, though it counts there, too.
        try
        {
            using var space = MountSpace.Start();
            return space.Run(() =>
            {
                UnixFailure.Check(Libc.Mount("binfmt_misc\0"u8, UnixPath.Terminated(UnixPath.FromString(folder).Bytes), "binfmt_misc\0"u8, 0, "\0"u8), "mount", folder);
                return IsThere();
            });
        }
        catch (IOException)
        {
            return false;
        }

        bool IsThere() => Directory.EnumerateFiles(folder).Any(file => IsFor(number, file));
    }

    private string AdviceFor(Platform platform)
    {
        const string Other = "run them in a stage FROM --platform=$BUILDPLATFORM, or build on a machine of that platform";
        return platform.Os == machine.Os && ElfOf(platform.Architecture) is { Emulator: { } name }
            ? $"install an emulator: qemu-user-static of Debian, or 'docker run --privileged --rm tonistiigi/binfmt --install {platform.Architecture}', "
                + $"so that {UsualFolder} has {name} with the flag F; or {Other}"
            : Other;
    }

    /// <summary>
    /// Whether a format is on, has programs of a processor, and has its emulator open already (flag F): by its path nobody finds it in
    /// the files of an image.
    /// </summary>
    private static bool IsFor(int number, string file)
    {
        // What stands there by other names can only be written.
        if (Path.GetFileName(file) is "register" or "status")
            return false;
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        return lines is ["enabled", ..]
            && lines.Any(static line => line.StartsWith(Flags, StringComparison.Ordinal) && line.IndexOf('F', Flags.Length) >= 0)
            && lines.FirstOrDefault(static line => line.StartsWith(Magic, StringComparison.Ordinal)) is { } magic
            && NumberOf(magic[Magic.Length..]) == number;
    }

    /// <summary>The processor that the beginning of an ELF file names; 0 where it is none.</summary>
    private static int NumberOf(string hex)
    {
        if (!hex.StartsWith("7f454c46", StringComparison.Ordinal) || hex.Length < 2 * (MachineOffset + 2))
            return 0;
        int first = ByteAt(MachineOffset);
        int second = ByteAt(MachineOffset + 1);
        const int Order = 5;
        return ByteAt(Order) == 2 ? (first << 8) | second : (second << 8) | first;

        int ByteAt(int index) => int.Parse(hex.AsSpan(2 * index, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    /// <summary>The number of a processor in ELF files (e_machine), and what QEMU calls it.</summary>
    private static (int Number, string? Emulator) ElfOf(string architecture) => architecture switch
    {
        "386" => (3, "qemu-i386"),
        "mips64le" => (8, "qemu-mips64el"),
        "ppc64le" => (21, "qemu-ppc64le"),
        "s390x" => (22, "qemu-s390x"),
        "arm" => (40, "qemu-arm"),
        "amd64" => (62, "qemu-x86_64"),
        "arm64" => (183, "qemu-aarch64"),
        "riscv64" => (243, "qemu-riscv64"),
        "loong64" => (258, "qemu-loongarch64"),
        _ => (0, null),
    };
}
