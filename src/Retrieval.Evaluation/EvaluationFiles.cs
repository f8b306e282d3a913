namespace Retrieval.Evaluation;

/// <summary>Opens the text files of an evaluation with errors in plain words.</summary>
internal static class EvaluationFiles
{
    public static IEnumerable<string> Lines(string path)
    {
        if (Directory.Exists(path)) throw new EvaluationException($"{path} is a folder; a file is expected.");
        if (!File.Exists(path)) throw new EvaluationException($"{path} does not exist.");
        return File.ReadLines(path);
    }
}
