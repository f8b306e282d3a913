using System.Diagnostics;
using System.Globalization;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Markets;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Updates;
using Retrieval.Index.Verify;

namespace Retrieval.Index.Tests.Updates;

/// <summary>
/// A process that applies updates is killed at a random instant: all that it had acknowledged is there, and the index passes every check.
/// The process is this test program running <see cref="Child"/>; acknowledgements go into a file, which outlives a killed process.
/// </summary>
public class CrashTests
{
    private const string FolderVariable = "RETRIEVAL_CRASH_FOLDER";
    private const string AcknowledgedFile = "acknowledged";
    private const int Kills = 3;
    private const int Seed = 11;

    [Fact]
    public void Nothing_acknowledged_is_lost_by_kill_9()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "kill -9 is a thing of Unix");
        using var test = new TestIndex([Thing("A", 0), Thing("B", 0)]);
        var random = new Random(Seed);
        for (int kill = 0; kill < Kills; kill++)
        {
            KillAfter(test.Folder, acknowledgements: random.Next(1, 40));
            int acknowledged = LastAcknowledged(test.Folder);
            using ProductIndex index = ProductIndex.Open(test.Folder);
            using IndexSnapshot snapshot = index.Acquire();
            Assert.True(snapshot.TryFind("A", out int doc));
            long price = snapshot.Offer(doc, new Market(null, "EUR")).Price!.Value.Amount;
            Assert.True(price >= acknowledged, $"update {acknowledged} was acknowledged, the index has {price}");
            for (int number = 1; number <= acknowledged; number++) Assert.True(snapshot.TryFind($"T-{number}", out _), $"product T-{number} was acknowledged and is gone");
            Assert.All(IndexVerifier.Verify(test.Folder).Checks, check => Assert.True(check.Passed, $"{check.Name}: {check.Detail}"));
        }
    }

    /// <summary>The process that is killed; a test only so that this program can be told to run it.</summary>
    [Fact]
    public void Child()
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "runs only as the process that Nothing_acknowledged_is_lost_by_kill_9 kills");
        using ProductIndex index = ProductIndex.Open(folder!);
        using IndexUpdater updater = IndexUpdater.Open(index, null, "the process to be killed");
        using var acknowledged = new StreamWriter(Path.Combine(folder!, AcknowledgedFile), append: true) { AutoFlush = true };
        for (int number = LastAcknowledged(folder!) + 1; number < 100_000; number++)
        {
            var price = Change<Money>.To(new Money(number, "EUR"));
            updater.Apply([new CatalogUpdate.Offer("A", null, price, default, default, default, default, default), new CatalogUpdate.Upsert(Thing($"T-{number}", number))]);
            acknowledged.WriteLine(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void KillAfter(string folder, int acknowledgements)
    {
        int wanted = LastAcknowledged(folder) + acknowledgements;
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--filter-method", $"{typeof(CrashTests).FullName}.{nameof(Child)}", "--progress", "off"]) { RedirectStandardOutput = true };
        start.Environment[FolderVariable] = folder;
        using Process child = Process.Start(start)!;
        _ = child.StandardOutput.ReadToEndAsync();
        var patience = Stopwatch.StartNew();
        while (LastAcknowledged(folder) < wanted)
        {
            Assert.False(child.HasExited, "the process ended before it was killed");
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), "the process acknowledges nothing");
            Thread.Sleep(1);
        }
        child.Kill();
        child.WaitForExit();
    }

    // The last line may be torn as well; a number without its line end does not count.
    private static int LastAcknowledged(string folder)
    {
        string path = Path.Combine(folder, AcknowledgedFile);
        if (!File.Exists(path)) return 0;
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        string[] lines = file.ReadToEnd().Split('\n');
        return lines.Length < 2 ? 0 : int.Parse(lines[^2], CultureInfo.InvariantCulture);
    }

    private static Product Thing(string id, long price) => new() { Id = id, Title = $"thing {id}", Price = new Money(price, "EUR") };
}
