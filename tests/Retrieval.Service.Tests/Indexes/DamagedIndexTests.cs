using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Retrieval.Conversation.Policies;
using Retrieval.Index.Building;
using Retrieval.Service.Indexes;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Indexes;

/// <summary>Damage that the first questions of an index meet is told in the log before a shopper meets it.</summary>
public sealed class DamagedIndexTests
{
    [Fact]
    public async Task Damage_is_logged_with_the_file()
    {
        string folder = Workspace.NewFolder("damaged");
        IndexBuilder.Build(folder, RunningServer.Products("Copper kettle"), new BuildOptions { Threads = 1 });
        string columns = Assert.Single(Directory.GetFiles(Path.Combine(folder, "gen-0001", "documents"), "*.col*"));
        byte[] whole = await File.ReadAllBytesAsync(columns, TestContext.Current.CancellationToken);
        var logged = new List<string>();
        // Which columns the questions read is theirs to say: somewhere they meet the damage.
        for (int part = 1; part < 16 && logged.Count == 0; part++)
        {
            byte[] damaged = [.. whole];
            damaged[whole.Length * part / 16] ^= 4;
            await File.WriteAllBytesAsync(columns, damaged, TestContext.Current.CancellationToken);
            logged.AddRange(await Logged(folder));
        }
        Assert.Contains(logged, static line => line.Contains("cannot be read", StringComparison.Ordinal) && line.Contains("damaged", StringComparison.OrdinalIgnoreCase));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<IReadOnlyCollection<string>> Logged(string folder)
    {
        var log = new ListLogger();
        ServedGeneration generation;
        try
        {
            generation = ServedGeneration.Open(folder, static _ => null);
        }
        catch (Retrieval.Index.Errors.IndexException)
        {
            return [];
        }
        using var served = ServedIndex.Begin(folder, generation, static _ => null, static () => Policy.BuiltIn, TimeSpan.FromHours(1), log);
        await served.FirstQuestions;
        return log.Lines;
    }

    private sealed class ListLogger : ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error) Lines.Enqueue(formatter(state, exception));
        }
    }
}
