using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// The version stands after the last dashes, starting with a digit, or is a variable that the file defines. A file
/// (<c>x.rpm</c>) has its own version; a module is pinned by its stream; a group has none.
/// </summary>
internal sealed class PinYumPackages() : UnpinnedRpm(
    new("DL3033", "PinYumPackages", Severity.Warning, Category.Reproducibility, Profiles.Hadolint, "A package is installed by yum without its version.") { VisitsOnbuild = true }, PackageManager.Yum);
