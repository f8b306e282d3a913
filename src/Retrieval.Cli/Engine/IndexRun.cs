using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Cli.Output;
using Retrieval.Index.Building;
using Retrieval.Text.Languages;

namespace Retrieval.Cli.Engine;

/// <summary>What reading the feeds and building the index gave.</summary>
internal sealed record IndexRun(string Directory, BuildReport Report, ReadSummary Summary)
{
    /// <summary>Reads the feeds and builds the index, showing progress and telling bad lines.</summary>
    public static IndexRun Of(IReadOnlyCollection<string> catalog, ReadOptions read, string directory, BuildOptions build, CancellationToken cancellation)
    {
        var summary = new ReadSummary();
        var diagnostics = new DiagnosticLog();
        build = build with { AsOf = CatalogReader.WrittenAt(catalog) };
        BuildReport report = ProgressDisplay.During("indexing", tell => IndexBuilder.Build(
            directory, Products(CatalogReader.Read(catalog, read, summary), build.Language, diagnostics), build, new Teller(summary, tell), cancellation));
        diagnostics.Close();
        return new IndexRun(directory, report, summary);
    }

    /// <summary>For people.</summary>
    /// <param name="encoded">Texts that the teachers encoded anew; null without teachers.</param>
    public void Print(int? encoded = null)
    {
        Screen.Print($"{Report.Products:N0} products in {Directory} (generation {Report.Generation}), {Report.Elapsed.TotalSeconds:0.0} s, {Report.Bytes / 1e6:0.0} MB");
        if (encoded is { } texts) Screen.Print($"{texts:N0} texts encoded by the teachers, all others were cached");
        if (Summary.Refused > 0) Screen.Print($"{Summary.Refused:N0} lines refused, see above");
        if (Summary.Replaced > 0) Screen.Print($"{Summary.Replaced:N0} lines replaced an earlier one of the same id");
    }

    /// <summary>For <c>--json</c>.</summary>
    /// <param name="model">Identity of the model; null without.</param>
    /// <param name="encoded">Texts that the teachers encoded anew; null without teachers.</param>
    public object Figures(string? model, int? encoded = null) => new
    {
        Index = Directory,
        Report.Generation,
        Report.Products,
        Summary.Taken,
        Summary.Refused,
        Summary.Replaced,
        Refusals = DiagnosticLog.Named(Summary.Refusals),
        Warnings = DiagnosticLog.Named(Summary.Warnings),
        ElapsedMs = (long)Report.Elapsed.TotalMilliseconds,
        Report.Bytes,
        Model = model,
        TeacherTexts = encoded,
    };

    private static IEnumerable<Product> Products(IEnumerable<CatalogLine> lines, Language? language, DiagnosticLog diagnostics)
    {
        foreach (CatalogLine line in lines)
        {
            diagnostics.Add(line.Diagnostics);
            // "und" is asked for to switch analysis off, whatever a feed says of its languages.
            if (line.Product is { } product) yield return language == Language.Und ? product with { Language = Language.Und } : product;
        }
    }

    private sealed class Teller(ReadSummary summary, ProgressDisplay.Report tell) : IProgress<BuildProgress>
    {
        public void Report(BuildProgress progress)
        {
            // Reading runs ahead of indexing, all of a small catalogue at once.
            double? share = progress.Stage == BuildStage.Indexing && summary.BytesTotal is > 0 and { } total && summary.Taken > 0
                ? (double)summary.BytesRead / total * progress.Products / summary.Taken : null;
            tell(share, $"{progress.Products:N0} products, {progress.Stage.ToString().ToLowerInvariant()}");
        }
    }
}
