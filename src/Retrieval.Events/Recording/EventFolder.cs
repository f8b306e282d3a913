using Retrieval.Events.Funnel;

namespace Retrieval.Events.Recording;

/// <summary>Reads what was recorded, also while a service goes on recording.</summary>
public static class EventFolder
{
    /// <summary>Every line of every file of a folder and of the folders in it, in the order of their names, which is the order of recording.</summary>
    /// <param name="folder">The folder; each folder in it that holds events is of one index.</param>
    /// <exception cref="IOException">There is no such folder, or a file cannot be read.</exception>
    public static IEnumerable<RecordedLine> Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"there is no folder {folder}");
        return Directory.EnumerateFiles(folder, EventSegments.Pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Lines);
    }

    /// <summary>Every line of a file. Bytes behind the last line break were never acknowledged, and are no line unless they check.</summary>
    internal static IEnumerable<RecordedLine> Lines(string path)
    {
        byte[] bytes = ReadAll(path);
        for (int at = 0, number = 1; at < bytes.Length; number++)
        {
            int length = bytes.AsSpan(at).IndexOf((byte)'\n');
            bool isWhole = length >= 0;
            ReadOnlyMemory<byte> line = isWhole ? bytes.AsMemory(at, length) : bytes.AsMemory(at);
            FunnelEvent? told = EventLine.Read(line.Span, out string problem);
            if (told is not null || isWhole) yield return new RecordedLine(path, number, told, told is null ? problem : null);
            at += line.Length + 1;
        }
    }

    private static byte[] ReadAll(string path)
    {
        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[source.Length];
        int read = source.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }
}

/// <summary>A line of a recorded file.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Event">The event; null where the line is damaged.</param>
/// <param name="Problem">What is wrong with it; null where nothing is.</param>
public sealed record RecordedLine(string File, int Line, FunnelEvent? Event, string? Problem);
