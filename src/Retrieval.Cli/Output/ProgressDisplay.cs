using System.Diagnostics;
using Spectre.Console;

namespace Retrieval.Cli.Output;

/// <summary>Shows long work on standard error: a bar on a terminal, a plain line every few seconds elsewhere.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Tells how far the work is.</summary>
    /// <param name="share">0–1; null where it cannot be known.</param>
    /// <param name="note">What is being done, in a few words.</param>
    public delegate void Report(double? share, string note);

    /// <summary>Runs the work and shows what it reports.</summary>
    public static T During<T>(string title, Func<Report, T> work) => Screen.IsLive ? WithBar(title, work) : WithLines(title, work);

    private static T WithBar<T>(string title, Func<Report, T> work) =>
        Screen.Messages.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: 1);
                return work((share, note) =>
                {
                    task.IsIndeterminate = share is null;
                    task.Value = share ?? 0;
                    task.Description = Markup.Escape($"{title}: {note}");
                });
            });

    private static T WithLines<T>(string title, Func<Report, T> work)
    {
        long last = Stopwatch.GetTimestamp();
        return work((share, note) =>
        {
            if (Stopwatch.GetElapsedTime(last) < BetweenLines) return;
            last = Stopwatch.GetTimestamp();
            Screen.Say(share is { } part ? $"{title}: {note} ({part:P0})" : $"{title}: {note}");
        });
    }
}
