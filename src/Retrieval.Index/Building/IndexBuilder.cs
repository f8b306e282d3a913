using System.Diagnostics;
using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Errors;
using Retrieval.Index.Generations;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Storage;
using Retrieval.Index.Updates;

namespace Retrieval.Index.Building;

/// <summary>
/// Builds a whole index from a catalogue: a new generation beside the one that serves, which one atomic rename then puts in its place.
/// A build that fails, is cancelled or dies leaves what served serving.
/// </summary>
public static class IndexBuilder
{
    /// <summary>Builds an index.</summary>
    /// <param name="directory">Folder of the index; made where it is missing.</param>
    /// <param name="products">The catalogue; of two products with one id the later counts. Enumerated once, on the calling thread.</param>
    /// <param name="options">How to build.</param>
    /// <param name="progress">Told of the progress, from the calling thread.</param>
    /// <param name="cancellation">Stops the build.</param>
    /// <exception cref="IndexException">Another build is running, the folder cannot be written, or the catalogue holds no product.</exception>
    public static BuildReport Build(
        string directory,
        IEnumerable<Product> products,
        BuildOptions options,
        IProgress<BuildProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        var clock = Stopwatch.StartNew();
        CreateRoot(directory);
        using var held = IndexLock.ForBuild(directory, "a build of a new generation");
        var folders = new GenerationFolders(directory);
        (string folder, int number) = folders.Begin();
        try
        {
            using var build = new GenerationBuild(folder, options, progress, cancellation);
            build.AddAll(products);
            IndexManifest manifest = build.Complete(number);
            folders.Publish(folder);
            CatchUp(directory, options.Encoder);
            return new BuildReport(number, manifest.Products, build.Replaced, clock.Elapsed, SizeOf(folder));
        }
        catch (Exception failure)
        {
            Discard(folder, folders);
            if (failure is IOException or UnauthorizedAccessException) throw Durable.NotWritable(folder, failure);
            throw;
        }
    }

    /// <summary>Lets the generation before the current one serve again.</summary>
    /// <param name="directory">Folder of the index.</param>
    /// <returns>Manifest of the generation that serves now.</returns>
    /// <exception cref="IndexException">There is no index, or no generation before the current one.</exception>
    public static IndexManifest Rollback(string directory)
    {
        var folders = new GenerationFolders(directory);
        folders.Current();
        using var held = IndexLock.ForBuild(directory, "a rollback");
        return IndexManifest.Read(folders.Rollback());
    }

    // Who holds the index for updates has its updater move to the new generation and catch up; where nobody does, it is done here.
    private static void CatchUp(string directory, IEncoder? encoder)
    {
        if (!UpdateJournal.Exists(directory)) return;
        IndexLock held;
        try
        {
            held = IndexLock.ForUpdates(directory, "a build of a new generation");
        }
        catch (IndexException taken) when (taken.Fault == IndexFault.InUse)
        {
            return;
        }
        using (held)
        {
            using ProductIndex index = ProductIndex.Open(directory);
            IndexUpdater.Open(index, encoder, held).Dispose();
        }
    }

    private static void CreateRoot(string directory)
    {
        if (File.Exists(directory)) throw new IndexException(IndexFault.NotWritable, $"{directory} is a file; a folder is meant");
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw Durable.NotWritable(directory, refused);
        }
    }

    private static void Discard(string folder, GenerationFolders folders)
    {
        if (folders.TryReadCurrent() == Path.GetFileName(folder)) return;
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // The next build sweeps it up; the failure that brought us here is the one to report.
        }
    }

    private static long SizeOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length);
}
