using OpenQA.Selenium.Chrome;

namespace DockerLint.Tests;

/// <summary>Debian's Chromium, without a window. With DOCKERLINT_SCREENSHOTS set to a folder, pictures of what it shows are left there.</summary>
internal static class Browser
{
    public const string Needed = "Browser";

    /// <summary>Starts it.</summary>
    /// <param name="change">Changes how it is started.</param>
    public static ChromeDriver Start(Action<ChromeOptions> change)
    {
        var options = new ChromeOptions { BinaryLocation = "/usr/bin/chromium" };
        options.AddArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        change(options);
        var service = ChromeDriverService.CreateDefaultService("/usr/bin", "chromedriver");
        service.SuppressInitialDiagnosticInformation = true;
        return new ChromeDriver(service, options);
    }

    /// <summary>Leaves a picture, where they are wanted.</summary>
    public static void Picture(ChromeDriver browser, string name)
    {
        if (Environment.GetEnvironmentVariable("DOCKERLINT_SCREENSHOTS") is { Length: > 0 } folder)
            browser.GetScreenshot().SaveAsFile(Path.Combine(folder, name));
    }
}
