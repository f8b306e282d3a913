using System.Text.Json;
using System.Text.Json.Nodes;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Manifest;
using Retrieval.Embedding.Static;
using Retrieval.Training.Space;
using Retrieval.Training.Student;
using Retrieval.Training.Texts;

namespace Retrieval.Training;

/// <summary>Extends a student by a dictionary's words, without teachers and training; what it knows stays as it is.</summary>
public static class DictionaryExtension
{
    /// <summary>Extends a student.</summary>
    /// <param name="parent">Folder of the student.</param>
    /// <param name="pairFiles">Files of pairs, lines of lang, text, lang, text parted by tabs: a word, and a text that the student knows the words of.</param>
    /// <param name="output">Folder of the extended student, which may be the student's own.</param>
    /// <returns>The words that were added, in the pairs' order.</returns>
    /// <exception cref="TrainingException">The pairs cannot be read, name no word that the student lacks, or the student is of another kind.</exception>
    /// <exception cref="ModelException">The student cannot be loaded.</exception>
    public static IReadOnlyList<string> Run(string parent, IReadOnlyList<string> pairFiles, string output)
    {
        ModelManifest manifest = ModelManifest.Read(parent);
        using StaticEncoder student = Distillation.Student(parent);
        List<TextPair> pairs = TextFiles.ReadPairs(pairFiles);
        (StaticTokenizer tokenizer, Matrix rows) = DictionaryWords.AddTo(student, pairs);
        string[] added = [.. tokenizer.Words.Skip(student.Tokenizer.Words.Count)];
        if (added.Length == 0) throw new TrainingException($"{string.Join(", ", pairFiles)}: none of {pairs.Count} pairs gives a word that the student lacks by words that it knows");

        Directory.CreateDirectory(output);
        if (manifest.Space is { } space && Path.GetFullPath(parent) != Path.GetFullPath(output)) File.Copy(Path.Combine(parent, space), Path.Combine(output, space), overwrite: true);
        ModelFile graph = Distillation.WriteRows(output, tokenizer, QuantizedRows.Of(rows));
        string[] files = [graph.Path, Distillation.VocabularyFile, .. manifest.Space is { } kept ? [kept] : Array.Empty<string>()];
        JsonObject training = manifest.Training is { } record ? JsonNode.Parse(record.GetRawText())!.AsObject() : [];
        training["dictionary"] = new JsonObject
        {
            ["parent"] = manifest.Identity,
            ["words"] = added.Length,
            ["languages"] = new JsonArray([.. pairs.Select(static pair => pair.Language).Distinct().Select(static language => JsonValue.Create(language))]),
        };
        (manifest with
        {
            Version = graph.Sha256[..Distillation.VersionDigits],
            Files = [.. files.Select(file => ModelManifest.Describe(output, file))],
            Graph = graph.Path,
            Tokenizer = manifest.Tokenizer with { File = Distillation.VocabularyFile },
            Training = JsonSerializer.SerializeToElement(training),
        }).Write(output);
        return added;
    }
}
