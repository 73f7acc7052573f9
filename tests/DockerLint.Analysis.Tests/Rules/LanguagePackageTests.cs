namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Rules on pip, npm, yarn, gem and go.</summary>
public sealed class LanguagePackageTests
{
    [Theory]
    [InlineData("DL3013", "pip install flask", "flask")]
    [InlineData("DL3013", "python3.12 -m pip install flask", "flask")]
    [InlineData("DL3013", "pip3.12 install --upgrade-strategy eager flask", "flask")]
    [InlineData("DL3013", "pip install 'flask>2' ./x . x.whl git+https://user@x.org/y@v1", "")]
    [InlineData("DL3013", "pip install git+https://user@x.org/y", "git+https://user@x.org/y")]
    [InlineData("DL3013", "pip install --constraint x.txt flask && pip download flask", "")]
    [InlineData("DL3013", "pipx install flask", "flask")]
    [InlineData("DL3013", "pip install --requirement=x.txt && pip install -rx.txt && pip install -cx.txt flask", "")]
    [InlineData("DL3013", "pipenv install flask && pip-compile install", "")]
    [InlineData("DL3016", "npm i express", "express")]
    [InlineData("DL3016", "npm install npm@latest", "npm@latest")]
    [InlineData("DL3016", "npm install --prefix /x express@4 @me/x@1 user/repo#v1 https://x.org/y.tgz", "")]
    [InlineData("DL3016", "npm install @me/x", "@me/x")]
    [InlineData("DL3016", "npm ci express && npm run install x", "")]
    [InlineData("DL3028", "gem install --no-document rake", "rake")]
    [InlineData("DL3028", "gem install -N -s https://x.org rake:13 x.gem -- --with-x y", "")]
    [InlineData("DL3062", "go install -ldflags \"-s -w\" x.org/y", "x.org/y")]
    [InlineData("DL3062", "go install -ldflags \"-s -w\" ./cmd/... && go run main.go x && go get", "")]
    [InlineData("DL3062", "go run x.org/y@latest z", "x.org/y@latest")]
    [InlineData("DL3062", "go get x.org/y@none @v1", "x.org/y@none")]
    public void A_package_without_its_version_is_flagged(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.InRun(code, text));

    [Theory]
    [InlineData("DL3042", "pip install x", "install")]
    [InlineData("DL3042", "pip install --no-cache-dir x && pipx install x", "")]
    [InlineData("DL3042", "PIP_NO_CACHE_DIR=0 pip install x", "")]
    [InlineData("DL3042", "PIP_NO_CACHE_DIR= pip install x", "install")]
    [InlineData("DL3042", "export PIP_NO_CACHE_DIR=off; pip install x", "")]
    [InlineData("DL3042", "pip install --no-cache x", "")]
    [InlineData("DL3042", "pip install x && rm -rf ~/.cache/pip", "")]
    [InlineData("DL3042", "pip install x && rm -rf /root/.cache", "")]
    [InlineData("DL3042", "python3 -m pip install x && pip3 cache purge", "")]
    [InlineData("DL3042", "PIP_CACHE_DIR=/c pip install x && rm -rf /c", "")]
    [InlineData("DL3042", "rm -rf /root/.cache && pip install x", "install")]
    [InlineData("DL3042", "pip install x && rm -rf /root/.npm", "install")]
    [InlineData("DL3042", "export PIP_NO_CACHE_DIR=True; pip install x", "")]
    [InlineData("DL3042", "env PIP_NO_CACHE_DIR=1 pip install x", "")]
    [InlineData("DL3042", "--mount=type=cache,target=/root/.cache pip install x", "")]
    [InlineData("DL3060", "yarn && yarn add x", "yarn")]
    [InlineData("DL3060", "yarn --frozen-lockfile; yarn cache clean", "")]
    [InlineData("DL3060", "yarn install && rm -rf \"$(yarn cache dir)\"", "")]
    [InlineData("DL3060", "yarn --version; yarn run install", "")]
    public void What_is_downloaded_does_not_stay_in_the_layer(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.InRun(code, text));

    [Theory]
    [InlineData("DL3042", "FROM a\nENV PIP_NO_CACHE_DIR=1\nRUN pip install x\n", "")]
    [InlineData("DL3042", "FROM a\nARG PIP_NO_CACHE_DIR=on\nRUN pip install x\n", "")]
    [InlineData("DL3042", "FROM a\nRUN pip install x\nENV PIP_NO_CACHE_DIR=1\n", "install")]
    [InlineData("DL3042", "FROM a AS b\nENV PIP_NO_CACHE_DIR=1\nFROM b\nRUN pip install x\n", "")]
    public void A_variable_of_the_file_turns_the_cache_of_pip_off(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.In(code, text));
}
    [InlineData("DL3042", "FROM a\nENV PIP_NO_CACHE_DIR=false\nRUN pip install x\n", "")]
