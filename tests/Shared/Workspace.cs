using System.Runtime.CompilerServices;

namespace Retrieval.Tests.Shared;

/// <summary>Where the tests find the repository's own files, and the outside data that may be absent.</summary>
internal static class Workspace
{
    /// <summary>The repository's root, found from this source file's place.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of the repository.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file or folder of the outside data beside the repository; the test is skipped, saying so, where it is absent.</summary>
    public static string Outside(params string[] parts)
    {
        string path = Path.Combine([Root, "..", "shared", .. parts]);
        bool there = File.Exists(path) || Directory.Exists(path);
        Assert.SkipUnless(there, $"outside data ../shared/{string.Join('/', parts)} is absent");
        return Path.GetFullPath(path);
    }

    /// <summary>A new empty folder that the caller deletes.</summary>
    public static string NewFolder([CallerMemberName] string name = "")
        => Directory.CreateTempSubdirectory($"retrieval-{name}-").FullName;

    private static string FindRoot([CallerFilePath] string self = "")
    {
        string here = Path.GetDirectoryName(self)!;
        return Path.GetFullPath(Path.Combine(here, "..", ".."));
    }
}
