using System.Collections.ObjectModel;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using DockerLint.Cli.Tests.Images;

namespace DockerLint.Cli.Tests.Pages;

/// <summary>A page as a browser shows it.</summary>
public sealed class BrowserTests : IDisposable
{
    private const string Category = "Category";

    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ChromeDriver _browser;

    public BrowserTests()
    {
        _browser = Browser.Start(static options =>
        {
            options.AddArgument("--hide-scrollbars");
            options.SetLoggingPreference(LogType.Browser, OpenQA.Selenium.LogLevel.All);
        });
    }

    public void Dispose()
    {
        _browser.Dispose();
        _folder.Dispose();
        _place.Dispose();
    }

    [Theory]
    [Trait(Category, Browser.Needed)]
    [Trait(Category, "Root")]
    [InlineData("light", 1400)]
    [InlineData("light", 400)]
    [InlineData("dark", 1400)]
    [InlineData("dark", 400)]
    public void A_reader_sees_findings_stages_and_layers(string scheme, int width)
    {
        Open(scheme, width);

        ReadOnlyCollection<IWebElement> findings = _browser.FindElements(By.CssSelector("article.finding"));
        Assert.NotEmpty(findings);
        Assert.All(findings, static finding => Assert.True(finding.Displayed));
        Assert.Contains(findings, static finding => finding.Text.Contains("NoLatestTag", StringComparison.Ordinal) && finding.Text.Contains("FROM debian:latest", StringComparison.Ordinal));
        Assert.Equal(5, Script<long>("return document.querySelectorAll('svg.graph .node').length"));
        Assert.True(_browser.FindElement(By.CssSelector(".treemap .layer")).Displayed);
        // Whatever is wider than the page has to be inside of something that scrolls.
        Assert.Equal(width, Script<long>("return Math.max(document.documentElement.scrollWidth, innerWidth)"));
        Assert.Empty(Script<ReadOnlyCollection<object>>(
            """
            return [...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll, .treemap') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 200))
            """));
        Assert.Empty(_browser.Manage().Logs.GetLog(LogType.Browser));
        Assert.Equal(0, Script<long>("return performance.getEntriesByType('resource').length"));
    }

    [Theory]
    [Trait(Category, Browser.Needed)]
    [Trait(Category, "Root")]
    [InlineData("light")]
    [InlineData("dark")]
    public void Text_stands_out_from_what_is_behind_it(string scheme)
    {
        Open(scheme, 1000);

        // WCAG 2.2, success criterion 1.4.3: 4.5 to 1.
        Assert.Empty(Script<ReadOnlyCollection<object>>(
            """
            const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const channels = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
            const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = e => { for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255, 255]; };
            const hasText = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
            return [...document.querySelectorAll('body *')].filter(e => hasText(e) && !e.closest('svg') && e.checkVisibility()).map(e => {
              const [a, b] = [light(channels(getComputedStyle(e).color)), light(behind(e))];
              return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.outerHTML.slice(0, 120)];
            }).filter(([ratio]) => ratio < 4.5).map(([ratio, text]) => `${ratio.toFixed(2)} ${text}`)
            """));
    }

    [Fact]
    [Trait(Category, Browser.Needed)]
    [Trait(Category, "Root")]
    public void The_keyboard_alone_leads_to_the_findings_and_hides_a_level()
    {
        Open("light", 1000);

        IWebElement Focused() => _browser.SwitchTo().ActiveElement();
        _browser.FindElement(By.TagName("body")).SendKeys(Keys.Tab);
        Assert.Equal("Skip to the findings", Focused().Text);
        Focused().SendKeys(Keys.Tab);
        Focused().SendKeys(Keys.Tab);
        Assert.Equal("show-warning", Focused().GetDomAttribute("id"));
        Assert.NotEmpty(Shown("article.finding.warning"));
        Focused().SendKeys(Keys.Space);
        Assert.Empty(Shown("article.finding.warning"));
        Assert.NotEmpty(Shown("article.finding.error"));
    }

    private IEnumerable<IWebElement> Shown(string selector) => _browser.FindElements(By.CssSelector(selector)).Where(static found => found.Displayed);

    private T Script<T>(string script) => (T)_browser.ExecuteScript(script)!;

    private void Open(string scheme, int width)
    {
        _folder.With("Dockerfile", "FROM debian:latest AS base\nRUN sudo a\n\nFROM scratch\nCOPY a /a\nCOPY b /a\nCOPY --from=base /a-very-long-name-that-goes-on-and-on/and-on-and-on-and-on-and-on-and-on-and-on-and-on /x\n");
        _folder.With("built/Dockerfile", "FROM scratch AS base\nCOPY a /a\nFROM base\nCOPY b /a\n").With("built/a", new string('x', 60_000)).With("built/b", "text");
        Assert.Equal(0, _place.Run("build", "--no-config", "-q", _folder.PathOf("built")).ExitCode);
        _place.Ok("report", "--no-config", "-o", _folder.PathOf("report.html"), _folder.Path);
        _browser.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        _browser.ExecuteCdpCommand("Emulation.setEmulatedMedia", new() { ["features"] = new object[] { new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = scheme } } });
        _browser.Navigate().GoToUrl(new Uri(_folder.PathOf("report.html")).AbsoluteUri);
        Assert.Equal(scheme == "dark", Script<bool>("return matchMedia('(prefers-color-scheme: dark)').matches"));
        Browser.Picture(_browser, $"{scheme}-{width}.png");
    }
}
