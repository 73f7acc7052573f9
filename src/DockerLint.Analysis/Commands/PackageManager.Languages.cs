namespace DockerLint.Analysis.Commands;

/// <content>The package managers of programming languages.</content>
internal sealed partial class PackageManager
{
    /// <summary>Those of Photon and Azure Linux.</summary>
    public static PackageManager Tdnf { get; } = new("tdnf")
    {
        Filling = ["install", "update", "upgrade"],
        Caches = ["/var/cache/tdnf"],
    };

    public static PackageManager Pip { get; } = new("pip", "pip3", "pip2")
    {
        Emptying = ["cache purge"],
        IsShared = true,
        Caches = ["~/.cache/pip"],
        FolderOptions = ["cache-dir"],
        FolderVariables = ["PIP_CACHE_DIR"],
        OffOptions = ["no-cache-dir", "no-cache"],
        OffVariables = ["PIP_NO_CACHE_DIR"],
        IsOffByAnyValue = true,
        Manifest = "the requirements file",
    };

    public static PackageManager Uv { get; } = new("uv")
    {
        Installing = ["pip install", "add", "tool install"],
        Filling = ["sync", "pip install", "pip sync", "add", "tool install"],
        Emptying = ["cache clean", "cache prune", "clean"],
        Caches = ["~/.cache/uv"],
        FolderOptions = ["cache-dir"],
        FolderVariables = ["UV_CACHE_DIR"],
        OffOptions = ["no-cache", "no-cache-dir", "n"],
        OffVariables = ["UV_NO_CACHE"],
        Restoring = ["sync"],
        Manifest = "pyproject.toml and uv.lock",
    };

    public static PackageManager Poetry { get; } = new("poetry")
    {
        Installing = ["add"],
        Filling = ["install", "add", "sync"],
        Emptying = ["cache clear"],
        Cleanup = "rm -rf ~/.cache/pypoetry",
        Caches = ["~/.cache/pypoetry"],
        FolderVariables = ["POETRY_CACHE_DIR"],
        OffOptions = ["no-cache"],
        Restoring = ["install", "sync"],
        Manifest = "pyproject.toml and poetry.lock",
    };

    public static PackageManager Conda { get; } = new("conda", "mamba", "micromamba")
    {
        Installing = ["install"],
        Filling = ["install", "create", "update", "env create", "env update"],
        Emptying = ["clean"],
        IsShared = true,
        Cleanup = "conda clean --all --yes",
        Caches = ["/opt/conda/pkgs", "~/pkgs"],
        FolderVariables = ["CONDA_PKGS_DIRS"],
    };

    /// <summary><c>cache dir</c> names the folder to something that removes it.</summary>
    public static PackageManager Yarn { get; } = new("yarn", "yarnpkg")
    {
        Installing = ["add", "global add"],
        Filling = ["install", "add", ""],
        Emptying = ["cache clean", "cache dir"],
        Caches = ["/usr/local/share/.cache/yarn", "~/.cache/yarn", "~/.yarn/berry/cache"],
        FolderOptions = ["cache-folder"],
        FolderVariables = ["YARN_CACHE_FOLDER"],
        Restoring = ["install", ""],
        Manifest = "package.json and yarn.lock",
    };

    public static PackageManager Npm { get; } = new("npm")
    {
        Installing = ["install", "i", "add"],
        Filling = ["ci", "install", "i", "add", "clean-install", "update"],
        Emptying = ["cache clean", "cache clear", "cache rm"],
        Cleanup = "npm cache clean --force",
        Caches = ["~/.npm/_cacache"],
        FolderOptions = ["cache"],
        FolderVariables = ["npm_config_cache", "NPM_CONFIG_CACHE"],
        Restoring = ["ci", "install", "i", "clean-install"],
        Manifest = "package.json and package-lock.json",
    };

    public static PackageManager Pnpm { get; } = new("pnpm")
    {
        Installing = ["add"],
        Filling = ["install", "i", "add", "fetch"],
        Emptying = ["store prune"],
        Caches = ["~/.local/share/pnpm/store", "~/pnpm/store", "~/.cache/pnpm"],
        FolderOptions = ["store-dir", "cache-dir"],
        FolderVariables = ["npm_config_store_dir", "npm_config_cache_dir"],
        Restoring = ["install", "i"],
        Manifest = "package.json and pnpm-lock.yaml",
    };

    public static PackageManager Bun { get; } = new("bun")
    {
        Installing = ["add"],
        Filling = ["install", "i", "add"],
        Emptying = ["pm cache rm"],
        Caches = ["~/.bun/install/cache"],
        FolderOptions = ["cache-dir"],
        FolderVariables = ["BUN_INSTALL_CACHE_DIR"],
        OffOptions = ["no-cache"],
        Restoring = ["install", "i"],
        Manifest = "package.json and bun.lock",
    };

    /// <summary>What it installs it keeps as downloaded, in the folder <c>cache</c> beside it.</summary>
    public static PackageManager Gem { get; } = new("gem")
    {
        Installing = ["install", "i"],
        Filling = ["install", "i", "update"],
        Emptying = [],
        Cleanup = "rm -rf \"$(gem env gemdir)\"/cache",
        Caches = ["/usr/local/bundle/cache", "~/cache"],
    };

    public static PackageManager Bundler { get; } = new("bundle", "bundler")
    {
        Installing = ["add"],
        Filling = ["install", "update", ""],
        Emptying = [],
        Cleanup = "rm -rf \"$(bundle exec gem env gemdir)\"/cache",
        Caches = ["/usr/local/bundle/cache", "~/cache"],
        Restoring = ["install", ""],
        Manifest = "Gemfile and Gemfile.lock",
    };

    public static PackageManager Composer { get; } = new("composer")
    {
        Installing = ["require", "global require"],
        Filling = ["install", "require", "update", "create-project", "global require", "global install"],
        Emptying = ["clear-cache", "clearcache", "cc"],
        Caches = ["~/.composer/cache", "~/.cache/composer"],
        FolderVariables = ["COMPOSER_CACHE_DIR"],
        OffOptions = ["no-cache"],
        Restoring = ["install"],
        Manifest = "composer.json and composer.lock",
    };

    /// <summary>The extensions of PHP.</summary>
    public static PackageManager Pecl { get; } = new("pecl", "pear")
    {
        Emptying = ["clear-cache"],
        Cleanup = "rm -rf /tmp/pear",
        Caches = ["/tmp/pear"],
    };

    public static PackageManager Go { get; } = new("go")
    {
        Filling = ["mod download", "build", "install", "get", "test", "run"],
        Emptying = ["clean"],
        Cleanup = "go clean -cache -modcache",
        Caches = ["/go/pkg/mod", "~/.cache/go-build", "~/go/pkg/mod", "$GOPATH/pkg/mod", "~/pkg/mod/cache"],
        FolderVariables = ["GOMODCACHE"],
        Restoring = ["mod download"],
        Manifest = "go.mod and go.sum",
    };

    public static PackageManager Cargo { get; } = new("cargo")
    {
        Filling = ["build", "install", "fetch", "test", "run"],
        Emptying = [],
        Cleanup = "rm -rf \"$CARGO_HOME\"/registry",
        Caches = ["/usr/local/cargo/registry", "~/.cargo/registry", "$CARGO_HOME/registry", "~/registry/cache"],
        Restoring = ["fetch"],
        Manifest = "Cargo.toml and Cargo.lock",
    };

    /// <summary>NuGet, as the .NET SDK has it.</summary>
    public static PackageManager DotNet { get; } = new("dotnet")
    {
        Installing = ["tool install"],
        Filling = ["restore", "build", "publish", "tool install"],
        Emptying = ["nuget locals"],
        Cleanup = "dotnet nuget locals all --clear",
        Caches = ["~/.nuget/packages", "~/.local/share/NuGet"],
        FolderOptions = ["packages"],
        FolderVariables = ["NUGET_PACKAGES"],
        Restoring = ["restore"],
        Manifest = "the project files",
    };

    public static PackageManager Maven { get; } = new("mvn", "mvnw")
    {
        Installing = [],
        Filling = ["clean", "package", "install", "verify", "compile", "test", "deploy", "dependency:go-offline", "dependency:resolve", "dependency:copy-dependencies"],
        Emptying = ["dependency:purge-local-repository"],
        Cleanup = "rm -rf ~/.m2/repository",
        Caches = ["~/.m2/repository"],
        Restoring = ["dependency:go-offline", "dependency:resolve"],
        Manifest = "pom.xml",
    };

    public static PackageManager Gradle { get; } = new("gradle", "gradlew")
    {
        Installing = [],
        Filling = ["build", "clean", "assemble", "jar", "bootJar", "installDist", "shadowJar", "dependencies"],
        Emptying = [],
        Cleanup = "rm -rf ~/.gradle",
        Caches = ["~/.gradle/caches"],
        FolderOptions = ["g", "gradle-user-home"],
        FolderVariables = ["GRADLE_USER_HOME"],
        Restoring = ["dependencies"],
        Manifest = "the build scripts",
    };
}
