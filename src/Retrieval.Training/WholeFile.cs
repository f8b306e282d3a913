namespace Retrieval.Training;

/// <summary>Writes files that are read, or mapped, while they are replaced: who opens one finds the one before or the new one, never a part.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file beside the one that it replaces, onto the disk, and renames it over that one.</summary>
    public static void Replace(string path, Action<FileStream> write)
    {
        string unfinished = path + ".new";
        using (FileStream file = File.Create(unfinished))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
    }
}
