using Retrieval.Embedding.Encoders;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Teachers;

/// <summary>
/// Runs every teacher over the texts that its cache lacks. Texts are taken in their order, block after block through all
/// teachers, so that a pass that was stopped has whole committee vectors for the texts at the front.
/// </summary>
internal static class TeacherPass
{
    /// <summary>Texts a block: large enough that encoders find texts of like length for a batch, small enough to lose little.</summary>
    private const int BlockTexts = 2048;

    /// <summary>Completes the caches.</summary>
    /// <param name="teachers">The committee.</param>
    /// <param name="texts">All texts, the most useful first.</param>
    /// <param name="progress">Told texts done and texts in all after each block.</param>
    /// <param name="cancellation">Stops between two batches; what was encoded stays cached.</param>
    public static void Run(IReadOnlyList<Teacher> teachers, IReadOnlyList<TrainingText> texts, Action<int, int> progress, CancellationToken cancellation)
    {
        int done = 0;
        foreach (TrainingText[] block in texts.Chunk(BlockTexts))
        {
            foreach (Teacher teacher in teachers)
            {
                foreach (IGrouping<TextKind, TrainingText> side in block.Where(t => teacher.Knows(t.Language) && !teacher.Has(t)).GroupBy(t => t.Side))
                {
                    cancellation.ThrowIfCancellationRequested();
                    teacher.Encode([.. side], side.Key);
                }
            }
            done += block.Length;
            progress(done, texts.Count);
        }
    }
}
