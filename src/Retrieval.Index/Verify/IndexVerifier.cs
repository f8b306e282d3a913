using System.Globalization;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Static;
using Retrieval.Index.Documents;
using Retrieval.Index.Errors;
using Retrieval.Index.Generations;
using Retrieval.Index.Offers;
using Retrieval.Index.Snapshots;

namespace Retrieval.Index.Verify;

/// <summary>
/// Checks every file and invariant of the generation that serves: Lucene.Net's CheckIndex over both codecs' folders, the checksums of
/// our own files, and that documents, stored products, offers and vectors agree. Changes nothing.
/// </summary>
public static class IndexVerifier
{
    /// <summary>Checks an index.</summary>
    /// <param name="directory">Folder of the index.</param>
    /// <param name="recall">True measures the vector search against exact scan as well.</param>
    /// <param name="encoder">Makes queries of product titles for the recall; null asks with random vectors.</param>
    /// <exception cref="IndexException">The folder holds no index.</exception>
    public static VerificationReport Verify(string directory, bool recall = false, IEncoder? encoder = null)
    {
        string generation = new GenerationFolders(directory).Current();
        var checks = new List<VerificationCheck>();
        IndexManifest? manifest = null;
        bool whole = Check(checks, "manifest", () => Describe(manifest = IndexManifest.Read(generation)));
        whole &= Check(checks, "compounds", () => string.Create(CultureInfo.InvariantCulture, $"{AnalyzerFile.ReadVocabulary(generation).Frequencies.Count} words"));
        if (manifest is { OwnWords: > 0 })
            whole &= Check(checks, "own words", () => Describe(OwnWordsFile.Read(generation, manifest)!));
        if (manifest is { WhitensQueries: true })
            whole &= Check(checks, "whitening", () => string.Create(CultureInfo.InvariantCulture, $"{WhiteningFile.Read(generation, manifest)!.Dimension} dimensions"));
        whole &= Check(checks, "documents", () => CheckFolder(GenerationFolders.Documents(generation)));
        if (System.IO.Directory.Exists(GenerationFolders.Stock(generation)))
            whole &= Check(checks, "stock codec", () => CheckFolder(GenerationFolders.Stock(generation)));
        whole &= Check(checks, "offers", () => Describe(OfferStore.Read(GenerationFolders.Offers(generation))));
        if (!whole) return new VerificationReport(generation, checks, null);

        using ProductIndex index = ProductIndex.Open(directory);
        using IndexSnapshot snapshot = index.Acquire();
        checks.AddRange(InvariantChecks.Of(snapshot));
        VectorRecall? measured = recall && snapshot.Manifest.Dimension > 0 ? RecallMeasurement.Of(snapshot, encoder) : null;
        return new VerificationReport(generation, checks, measured);
    }

    private static bool Check(List<VerificationCheck> checks, string name, Func<string> check)
    {
        try
        {
            checks.Add(new VerificationCheck(name, true, check()));
            return true;
        }
        catch (Exception failure) when (failure is IndexException or IOException or InvalidOperationException or ArgumentException)
        {
            checks.Add(new VerificationCheck(name, false, failure.Message));
            return false;
        }
    }

    private static string Describe(IndexManifest manifest) => string.Create(
        CultureInfo.InvariantCulture,
        $"generation {manifest.Generation}, {manifest.Products} products, model {manifest.Model ?? "none"}");

    private static string Describe(OwnWords own) => string.Create(CultureInfo.InvariantCulture, $"{own.Words.Count} words, {own.Pairs.Count} pairs");

    private static string Describe(OfferTable offers) => string.Create(CultureInfo.InvariantCulture, $"{offers.Count} rows, version {offers.Version}");

    private static string CheckFolder(string folder)
    {
        ProductCodec.Register();
        using var directory = new MMapDirectory(folder);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var check = new CheckIndex(directory) { InfoStream = output };
        CheckIndex.Status status = check.DoCheckIndex();
        if (!status.Clean) throw IndexException.Corrupt(folder, FirstError(output.ToString()));
        int documents = status.SegmentInfos.Sum(static segment => segment.DocCount);
        return string.Create(CultureInfo.InvariantCulture, $"{status.NumSegments} segments, {documents} documents");
    }

    private static string FirstError(string log) =>
        log.Split('\n').Select(static line => line.Trim()).FirstOrDefault(static line => line.Contains("ERROR", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal))
        ?? "CheckIndex found it not clean";
}
