using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Manifest;
using Retrieval.Text.Languages;
using Retrieval.Training.Space;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Teachers;

/// <summary>
/// The teachers that a student was distilled from, placing texts in the student's own space, so that products encoded here and queries
/// encoded by the student are compared. A text is encoded once; its vectors are kept on the disk, found by its content. Safe for
/// concurrent use.
/// </summary>
public sealed class Committee : IDisposable
{
    private readonly List<Teacher> teachers;
    private readonly CommitteeSpace space;
    private int encoded;

    private Committee(List<Teacher> teachers, CommitteeSpace space)
    {
        this.teachers = teachers;
        this.space = space;
    }

    /// <summary>Texts that a teacher had to encode since this was opened; all others were in the cache.</summary>
    public int Encoded => encoded;

    /// <summary>Opens the committee of a student.</summary>
    /// <param name="student">The student's folder.</param>
    /// <param name="teachers">Folders of its teachers, in any order.</param>
    /// <param name="cache">Folder of the teachers' vectors, that of <c>retrieval distill</c> if they were kept; made where it is missing.</param>
    /// <exception cref="TrainingException">The student keeps no space, a teacher of it is missing, one is not of it, or the cache cannot be used.</exception>
    /// <exception cref="ModelException">The student or a teacher cannot be loaded.</exception>
    public static Committee Open(string student, IReadOnlyList<string> teachers, string cache)
    {
        ModelManifest manifest = ModelManifest.Read(student);
        if (manifest.Space is null)
            throw new TrainingException($"{student}: the model {manifest.Identity} keeps no space of teachers, so products can only be encoded by itself. Make one that does with `retrieval distill`");
        manifest.VerifyFiles(student);
        SpaceParts parts = SpaceParts.Read(Path.Combine(student, manifest.Space));
        Dictionary<string, string> folders = FoldersOf(parts, teachers, manifest);

        Directory.CreateDirectory(cache);
        List<Teacher> members = [];
        try
        {
            foreach (SpaceTeacher member in parts.Teachers)
            {
                string folder = folders[member.Identity];
                members.Add(new Teacher(EncoderCatalog.Load(folder), ModelManifest.Read(folder).Languages, member.Weight, cache));
            }
            return new Committee(members, CommitteeSpace.Of(members, parts, threads: 1));
        }
        catch
        {
            members.ForEach(t => t.Dispose());
            throw;
        }
    }

    /// <summary>The encoder of texts of one language; null for a language that the teachers do not know.</summary>
    /// <param name="language">The language.</param>
    public IEncoder? In(Language language) => CommitteeSpace.CanPlace(teachers, language.Code()) ? new OfLanguage(this, language.Code()) : null;

    /// <inheritdoc/>
    public void Dispose() => teachers.ForEach(t => t.Dispose());

    private static Dictionary<string, string> FoldersOf(SpaceParts parts, IReadOnlyList<string> teachers, ModelManifest student)
    {
        Dictionary<string, string> folders = [];
        foreach (string folder in teachers)
            folders[ModelManifest.Read(folder).Identity] = folder;
        string members = string.Join(", ", parts.Teachers.Select(t => t.Identity));
        foreach (SpaceTeacher member in parts.Teachers)
        {
            if (!folders.ContainsKey(member.Identity))
                throw new TrainingException($"the teacher {member.Identity} is not among the folders given; the model {student.Identity} has its space from {members}. Name all of them");
        }
        foreach ((string identity, string folder) in folders)
        {
            if (parts.Teachers.All(t => t.Identity != identity))
                throw new TrainingException($"{folder}: {identity} is no teacher of the model {student.Identity}, whose space is from {members}. Leave it out");
        }
        return folders;
    }

    private void Encode(TrainingText[] texts, Span<float> vectors)
    {
        Interlocked.Add(ref encoded, texts.Count(text => teachers.Any(t => t.Knows(text.Language) && !t.Has(text))));
        TeacherPass.Run(teachers, texts, static (_, _) => { }, CancellationToken.None);
        space.Place(texts).Values.CopyTo(vectors);
    }

    private sealed class OfLanguage(Committee committee, string language) : IEncoder
    {
        public int Dimension => committee.space.Dimension;

        public string Identity => string.Join('+', committee.teachers.Select(t => t.Identity));

        public void Encode(string text, TextKind kind, Span<float> vector) => EncodeBatch([text], kind, vector);

        public void EncodeBatch(IReadOnlyList<string> texts, TextKind kind, Span<float> vectors)
            => committee.Encode([.. texts.Select(text => TrainingText.Of(text, language, kind))], vectors);

        public void Dispose()
        {
            // The teachers are the committee's.
        }
    }
}
