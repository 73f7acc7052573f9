using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using Microsoft.Win32.SafeHandles;

namespace DockerLint.Build.Runtimes;

/// <summary>
/// The profile as the program that the kernel runs (bpf(4)), made by libseccomp once and kept. A runtime that is given the
/// profile makes it anew for every RUN, which takes longer than all else that it does.
/// </summary>
internal static partial class SeccompFilter
{
    private const string Library = "libseccomp.so.2";

    private const uint Allow = 0x7FFF0000;
    private const uint Refuse = 0x00050000;

    private const int UnknownCall = -1;
    private const int OptimizeAttribute = 8;
    private const int AlreadyThere = -17;

    /// <summary>A search instead of a comparison with one call after the other.</summary>
    private const uint BinaryTree = 2;

    /// <summary>The filter: one that was kept, or a new one.</summary>
    /// <param name="folder">Where it is kept.</param>
    /// <returns>The filter; null where there is no libseccomp that makes one.</returns>
    public static byte[]? Of(string folder)
    {
        if (SeccompProfile.Architectures.Count == 0 || !NativeLibrary.TryLoad(Library, out _))
            return null;
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, $"seccomp-{NameOf()}");
        if (File.Exists(path))
            return AtomicFile.Read(path);
        if (Make(folder) is not { Length: > 0 } filter)
            return null;
        AtomicFile.Write(path, filter, AtomicFile.Private, isDurable: false);
        return filter;
    }

    /// <summary>Another profile or libseccomp makes another filter.</summary>
    private static string NameOf()
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            SeccompProfile.Write(json);
            Version version = Marshal.PtrToStructure<Version>(GetVersion());
            json.WriteString("by"u8, string.Create(CultureInfo.InvariantCulture, $"{version.Major}.{version.Minor}.{version.Micro}"));
            json.WriteEndObject();
        }

        return ContentDigest.Of(text.ToArray()).Hex;
    }

    private static byte[]? Make(string folder)
    {
        nint context = Start(Refuse | SeccompProfile.NotPermitted);
        if (context == 0)
            return null;
        try
        {
            if (!TryFill(context))
                return null;
            using var file = new FileStream(
                Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose);
            if (Export(context, file.SafeFileHandle) != 0)
                return null;
            byte[] filter = new byte[file.Length];
            RandomAccess.Read(file.SafeFileHandle, filter, 0);
            return filter;
        }
        finally
        {
            Release(context);
        }
    }

    private static bool TryFill(nint context)
    {
        foreach (string architecture in SeccompProfile.Architectures)
        {
            if (AddArchitecture(context, FindArchitecture(architecture)) is not (0 or AlreadyThere))
                return false;
        }

        // Older ones do not know it, and are slower.
        _ = SetAttribute(context, OptimizeAttribute, BinaryTree);
        foreach (SeccompProfile.Rule rule in SeccompProfile.Rules)
        {
            uint action = rule.Error is { } error ? Refuse | (uint)error : Allow;
            Condition[] conditions = rule.Condition is { } asked
                ? [new((uint)asked.Index, (int)asked.Comparison, (ulong)asked.Value, (ulong)asked.ValueTwo)]
                : [];
            foreach (string name in rule.Names)
            {
                int call = FindCall(name);
                if (call != UnknownCall && AddRule(context, action, call, (uint)conditions.Length, conditions) != 0)
                    return false;
            }
        }

        return true;
    }

    [LibraryImport(Library, EntryPoint = "seccomp_version")]
    private static partial nint GetVersion();

    [LibraryImport(Library, EntryPoint = "seccomp_init")]
    private static partial nint Start(uint action);

    [LibraryImport(Library, EntryPoint = "seccomp_release")]
    private static partial void Release(nint context);

    [LibraryImport(Library, EntryPoint = "seccomp_arch_resolve_name", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint FindArchitecture(string name);

    [LibraryImport(Library, EntryPoint = "seccomp_arch_add")]
    private static partial int AddArchitecture(nint context, uint architecture);

    [LibraryImport(Library, EntryPoint = "seccomp_attr_set")]
    private static partial int SetAttribute(nint context, int attribute, uint value);

    [LibraryImport(Library, EntryPoint = "seccomp_syscall_resolve_name", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FindCall(string name);

    [LibraryImport(Library, EntryPoint = "seccomp_rule_add_array")]
    private static partial int AddRule(nint context, uint action, int call, uint count, ReadOnlySpan<Condition> conditions);

    [LibraryImport(Library, EntryPoint = "seccomp_export_bpf")]
    private static partial int Export(nint context, SafeFileHandle file);

    /// <summary><c>struct scmp_version</c>.</summary>
    private readonly record struct Version(uint Major, uint Minor, uint Micro);

    /// <summary><c>struct scmp_arg_cmp</c>.</summary>
    private readonly record struct Condition(uint Argument, int Comparison, ulong Value, ulong ValueTwo);
}
