using System.Text.Json.Nodes;
using DockerLint.Build.Layers;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Build.Attestations;

/// <summary>The packages of an image as a document of SPDX 2.3 (spdx.github.io/spdx-spec/v2.3).</summary>
internal static class PackageList
{
    /// <summary>What kind of statement it is.</summary>
    public const string PredicateType = "https://spdx.dev/Document";

    private const string Document = "SPDXRef-DOCUMENT";
    private const string Image = "SPDXRef-Image";
    private const string Unknown = "NOASSERTION";

    /// <summary>Makes the document.</summary>
    /// <param name="root">The files of the image; null for none.</param>
    /// <param name="name">The name of the image.</param>
    /// <param name="digest">The digest of its manifest.</param>
    /// <param name="created">When the document was made.</param>
    public static JsonObject Of(RootFolder? root, string name, Digest digest, DateTimeOffset created)
    {
        var packages = new JsonArray(Package(Image, name, digest.Text, null, null, null));
        var relationships = new JsonArray(Relationship(Document, "DESCRIBES", Image));
        string? problem = null;
        if (root is not null)
        {
            var database = new PackageDatabase(root);
            Add("deb", database.Debian(), database.Distribution("debian"));
            Add("apk", database.Alpine(), database.Distribution("alpine"));
            Add("rpm", database.Rpm(out problem), database.Distribution("rpm"));
        }

        // SPDX has no parts of seconds.
        var creation = new JsonObject
        {
            ["created"] = ImageConfig.Format(DateTimeOffset.FromUnixTimeSeconds(created.ToUnixTimeSeconds())),
            ["creators"] = new JsonArray("Tool: dockerlint"),
        };
        if (problem is not null)
            creation["comment"] = problem;
        return new JsonObject
        {
            ["spdxVersion"] = "SPDX-2.3",
            ["dataLicense"] = "CC0-1.0",
            ["SPDXID"] = Document,
            ["name"] = name,
            ["documentNamespace"] = $"https://spdx.org/spdxdocs/dockerlint-{digest.Hex}",
            ["creationInfo"] = creation,
            ["packages"] = packages,
            ["relationships"] = relationships,
        };

        void Add(string type, IReadOnlyList<InstalledPackage> installed, Distribution distribution)
        {
            foreach ((InstalledPackage package, int index) in installed.Select(static (package, index) => (package, index)))
            {
                string id = $"SPDXRef-Package-{type}-{index + 1}";
                packages.Add((JsonNode)Package(id, package.Name, package.FullVersion, SupplierOf(package), package.License, PackageUrl.OfPackage(package, type, distribution)));
                relationships.Add((JsonNode)Relationship(Image, "CONTAINS", id));
            }
        }
    }

    private static string? SupplierOf(InstalledPackage package) =>
        package.Maintainer is { Length: > 0 } maintainer ? $"Person: {maintainer.Replace('<', '(').Replace('>', ')')}"
        : package.Vendor is { Length: > 0 } vendor ? $"Organization: {vendor}"
        : null;

    private static JsonObject Package(string id, string name, string version, string? supplier, string? license, string? url)
    {
        var package = new JsonObject
        {
            ["SPDXID"] = id,
            ["name"] = name,
            ["versionInfo"] = version,
            ["supplier"] = supplier ?? Unknown,
            ["downloadLocation"] = Unknown,
            ["filesAnalyzed"] = false,
            ["licenseConcluded"] = Unknown,
            ["licenseDeclared"] = Unknown,
            ["copyrightText"] = Unknown,
        };
        if (license is { Length: > 0 })
            package["licenseComments"] = license;
        if (url is not null)
        {
            package["externalRefs"] = new JsonArray(new JsonObject
            {
                ["referenceCategory"] = "PACKAGE-MANAGER",
                ["referenceType"] = "purl",
                ["referenceLocator"] = url,
            });
        }

        return package;
    }

    private static JsonObject Relationship(string from, string type, string to) =>
        new() { ["spdxElementId"] = from, ["relationshipType"] = type, ["relatedSpdxElement"] = to };
}
