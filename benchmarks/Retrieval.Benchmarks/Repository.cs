namespace Retrieval.Benchmarks;

/// <summary>The repository that benchmarks read samples and models from.</summary>
internal static class Repository
{
    /// <summary>Its folder: BenchmarkDotNet runs in one of its own somewhere below.</summary>
    /// <exception cref="DirectoryNotFoundException">The benchmark runs outside of it.</exception>
    public static string Root
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "Retrieval.sln"))) return folder.FullName;
            throw new DirectoryNotFoundException($"no Retrieval.sln above {AppContext.BaseDirectory}");
        }
    }
}
