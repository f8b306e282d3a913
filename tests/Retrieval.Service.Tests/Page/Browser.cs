using Microsoft.Playwright;
using Retrieval.Service.Tests.Page;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Retrieval.Service.Tests.Page;

/// <summary>A headless Chromium of the machine (Debian's package <c>chromium</c>), one for all tests; they are skipped, saying so, where it is absent.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string? Executable = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private readonly SemaphoreSlim opening = new(1);
    private IPlaywright? playwright;
    private IBrowser? chromium;

    /// <summary>A page of its own, with what it did that it must not: faults of scripts, broken rules of its policy, requests to other hosts.</summary>
    internal async Task<(IPage Page, List<string> Faults)> OpenAsync(string address, BrowserNewContextOptions options, string isReady = "html[data-ready]")
    {
        Assert.SkipUnless(Executable is not null, "no Chromium is installed (Debian: chromium)");
        await opening.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            // Containers have no namespaces for Chromium's own sandbox; the page comes from this very process.
            chromium ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = ["--no-sandbox"] });
        }
        finally
        {
            opening.Release();
        }
        IBrowserContext context = await chromium.NewContextAsync(options);
        context.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        IPage page = await context.NewPageAsync();
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) => { if (message.Type == "error") faults.Add(message.Text); };
        page.Request += (_, request) => { if (!request.Url.StartsWith(address, StringComparison.Ordinal)) faults.Add($"asked {request.Url}"); };
        await page.GotoAsync(address);
        await page.WaitForSelectorAsync(isReady, new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        return (page, faults);
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
        opening.Dispose();
    }
}
