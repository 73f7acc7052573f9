using DockerLint.Analysis.Tests.Fixes;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Installs that do not hold to a lock file.</summary>
public sealed class InstallTests
{
    [Theory]
    [InlineData("package-lock.json", "npm i", "npm i")]
    [InlineData("npm-shrinkwrap.json", "npm install", "npm install")]
    [InlineData("x/package-lock.json", "npm install", "npm install")]
    [InlineData("yarn.lock", "npm install", "")]
    [InlineData("package-lock.json", "npm install -g", "")]
    [InlineData("package-lock.json", "npm install --global", "")]
    [InlineData("package-lock.json", "npm install --package-lock-only", "")]
    [InlineData("package-lock.json", "npm install --no-package-lock", "")]
    [InlineData("yarn.lock", "yarn install", "yarn install")]
    [InlineData("yarn.lock", "yarn --immutable", "")]
    [InlineData("yarn.lock", "yarn install --pure-lockfile", "")]
    [InlineData("yarn.lock", "yarn install --no-lockfile", "")]
    [InlineData("yarn.lock", "yarn add a", "")]
    [InlineData("pnpm-lock.yaml", "pnpm i", "pnpm i")]
    [InlineData("pnpm-lock.yaml", "pnpm install --prod", "pnpm install --prod")]
    [InlineData("pnpm-lock.yaml", "pnpm install --frozen-lockfile", "")]
    [InlineData("pnpm-lock.yaml", "pnpm install --no-frozen-lockfile", "")]
    [InlineData("pnpm-lock.yaml", "pnpm install --no-lockfile", "")]
    [InlineData("pnpm-lock.yaml", "pnpm fetch && pnpm install --offline", "")]
    [InlineData("uv.lock", "uv sync", "uv sync")]
    [InlineData("uv.lock", "uv sync --no-dev", "uv sync --no-dev")]
    [InlineData("uv.lock", "uv sync --locked", "")]
    [InlineData("uv.lock", "uv sync --frozen", "")]
    [InlineData("uv.lock", "uv build", "")]
    [InlineData("yarn.lock", "uv sync", "")]
    public void An_install_that_may_change_the_lock_file_is_flagged(string file, string run, string expected) =>
        Assert.Equal(expected, Flagged.In("DK4005", $"FROM a\nCOPY {file} .\nRUN {run}\n"));

    [Theory]
    [InlineData("npm-shrinkwrap.json", "npm i", "npm ci", "npm ci")]
    [InlineData("yarn.lock", "yarn install", "yarn install --frozen-lockfile", "--frozen-lockfile")]
    [InlineData("pnpm-lock.yaml", "pnpm i --prod", "pnpm i --frozen-lockfile --prod", "--frozen-lockfile")]
    [InlineData("uv.lock", "uv sync", "uv sync --locked", "--locked")]
    public void The_fix_has_it_hold_to_the_file_and_says_how(string file, string before, string after, string named)
    {
        string copy = $"FROM a\nCOPY {file} .\nRUN ";
        Fixed.Makes("DK4005", $"{copy}{before}\n", $"{copy}{after}\n");
        Diagnostic finding = Assert.Single(NewRules.Linter(Findings.Only("DK4005")).Lint(new SourceText($"{copy}{before}\n")), found => found.Rule.Code == "DK4005");
        Assert.EndsWith($" {named}", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith($" {named}", Assert.Single(finding.Fixes).Title, StringComparison.Ordinal);
    }
}
