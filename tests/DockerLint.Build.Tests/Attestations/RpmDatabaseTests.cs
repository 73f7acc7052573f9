using CsCheck;
using DockerLint.Build.Attestations;
using DockerLint.Build.Attestations.Rpm;
using DockerLint.Build.Layers;

namespace DockerLint.Build.Tests.Attestations;

/// <summary>Databases that rpm has made, and what can become of them.</summary>
[Trait(Machine.Trait, Machine.Runtime)]
public sealed class RpmDatabaseTests(RpmDatabaseTests.Made made) : IClassFixture<RpmDatabaseTests.Made>
{
    private const string Path = "/var/lib/rpm/rpmdb.sqlite";

    [Fact]
    public void Packages_are_those_that_rpm_names()
    {
        RpmDatabase database = Read();

        Assert.Null(database.Problem);
        Assert.Equal(
            made.Rpm("-qa --qf '%{name} %{epochnum}:%{version}-%{release} %{arch} %{license} %{vendor} %{packager}\\n'").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            database.Packages.Select(static package => $"{package.Name} {package.Epoch ?? "0"}:{package.Version} {package.Architecture} {package.License} {package.Vendor} {package.Maintainer ?? "(none)"}").Order(StringComparer.Ordinal));
        Assert.Equal(Made.Count + 1, database.Packages.Length);
        Assert.Equal(
            "pkg:rpm/fedora/hello@1.2-3?arch=noarch&distro=fedora-40&epoch=4",
            PackageUrl.OfPackage(database.Packages.Single(static package => package.Name == "hello"), "rpm", new Distribution("fedora", "40")));
    }

    [Fact]
    public void What_is_only_in_the_log_counts()
    {
        using var image = new TemporaryFolder();
        string rpm = Directory.CreateDirectory(image.PathOf("var", "lib", "rpm")).FullName;
        // As a machine leaves it that is switched off: the database is copied while somebody has it open.
        Machine.Shell(rpm, $"""
            cp {made.Database} rpmdb.sqlite
            sqlite3 rpmdb.sqlite > /dev/null <<'END'
            pragma journal_mode=wal;
            pragma wal_autocheckpoint=0;
            insert into Packages(blob) select blob from Packages limit 1;
            insert into Packages(blob) select blob from Packages limit 2;
            .shell cp rpmdb.sqlite copy; cp rpmdb.sqlite-wal copy-wal
            END
            mv copy rpmdb.sqlite; mv copy-wal rpmdb.sqlite-wal; rm -f rpmdb.sqlite-shm
            """);

        using RootFolder root = RootFolder.Open(image.Path);
        RpmDatabase database = RpmDatabase.Read(root);
        Assert.Null(database.Problem);
        Assert.Equal(Made.Count + 1 + 3, database.Packages.Length);
    }

    [Theory]
    [InlineData("var/lib/rpm/Packages", "Berkeley DB")]
    [InlineData("usr/lib/sysimage/rpm/Packages.db", "ndb")]
    public void Databases_of_older_kinds_are_named(string path, string kind)
    {
        using TemporaryFolder image = new TemporaryFolder().With(path, "x");
        using RootFolder root = RootFolder.Open(image.Path);

        Assert.Contains($"/{path} is a database of an older kind ({kind}", RpmDatabase.Read(root).Problem!.Replace("rpm's own format, ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_rpm_there_is_nothing_to_say()
    {
        using TemporaryFolder image = new TemporaryFolder().With("etc/os-release", "ID=debian\n");
        using RootFolder root = RootFolder.Open(image.Path);

        RpmDatabase database = RpmDatabase.Read(root);
        Assert.Empty(database.Packages);
        Assert.Null(database.Problem);
    }

    [Fact]
    public void A_database_that_was_cut_off_or_changed_is_read_as_far_as_it_goes()
    {
        byte[] whole = File.ReadAllBytes(made.Database);
        using var folder = new TemporaryFolder();
        Gen.Select(Gen.Int[0, whole.Length], Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[0, 8]).Sample(
            (length, changes) =>
            {
                byte[] damaged = [.. whole];
                foreach ((int place, byte value) in changes)
                    damaged[place] = value;
                // The first pages decide most.
                foreach ((int place, byte value) in changes)
                    damaged[place % 4096] ^= (byte)(value & 1);
                Assert.InRange(Count(folder, damaged.AsSpan(0, length), isWhole: length == whole.Length && changes.Length == 0), 0, 4 * (Made.Count + 1));
            },
            iter: 2000,
            threads: 1);
    }

    private static int Count(TemporaryFolder folder, ReadOnlySpan<byte> content, bool isWhole)
    {
        string path = folder.PathOf("damaged");
        File.WriteAllBytes(path, content);
        using FileStream file = File.OpenRead(path);
        int count = 0;
        bool isRead = RpmDatabase.TryRead(file.SafeFileHandle, null, _ => count++);
        Assert.True(isRead || !isWhole);
        return count;
    }

    private RpmDatabase Read()
    {
        using RootFolder root = RootFolder.Open(made.Root);
        return RpmDatabase.Read(root);
    }

    /// <summary>Packages that rpmbuild has made, and that rpm has installed.</summary>
    public sealed class Made : IDisposable
    {
        /// <summary>How many there are of one kind: enough that the table has several levels.</summary>
        public const int Count = 40;

        private readonly TemporaryFolder _folder = new();

        public Made()
        {
            _folder.With("hello.spec", Spec("hello", "Epoch: 4\nPackager: Somebody <me@example.org>\n"));
            for (int number = 0; number < Count; number++)
                _folder.With($"p{number}.spec", Spec($"p{number}", ""));
            Machine.Shell(_folder.Path, $"""
                rpmbuild -bb --quiet --define '_topdir {_folder.Path}/top' --define '_source_payload w0.gzdio' --define '_binary_payload w0.gzdio' *.spec > log 2>&1
                mkdir root
                {Call("-i --nodeps --noscripts --justdb top/RPMS/noarch/*.rpm")} 2> /dev/null
                """);
        }

        /// <summary>The root.</summary>
        public string Root => _folder.PathOf("root");

        /// <summary>The database.</summary>
        public string Database => Root + Path;

        /// <summary>Asks rpm.</summary>
        public string Rpm(string arguments) => Machine.Shell(_folder.Path, Call(arguments));

        public void Dispose() => _folder.Dispose();

        private string Call(string arguments) => $"rpm --root {Root} --define '_dbpath /var/lib/rpm' {arguments}";

        // A package of many words has a row that goes over several pages.
        private static string Spec(string name, string more) =>
            $"Name: {name}\nVersion: 1.2\nRelease: 3\nSummary: Says hello\nLicense: MIT AND GPL-2.0-or-later\nVendor: Example Ltd\nBuildArch: noarch\n{more}%description\n"
            + $"{string.Join(' ', Enumerable.Repeat("hello", name == "hello" ? 5000 : 20))}\n%files\n";
    }
}
