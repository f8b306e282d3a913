using Retrieval.Training.Space;
using Retrieval.Training.Student;
using Retrieval.Training.Tests.Simd;

namespace Retrieval.Training.Tests.Student;

/// <summary>
/// Training brings texts to their places; it is the same for a seed whatever the threads; a state that was saved goes on as if
/// it had never stopped, and a broken one is not taken up.
/// </summary>
public sealed class StudentTrainerTests
{
    private const int Texts = 300;
    private static readonly int[] All = [.. Enumerable.Range(0, Texts)];

    [Fact]
    public void Training_brings_texts_to_their_places()
    {
        StudentTrainer trainer = Trainer(threads: 1);
        double before = trainer.MeanCosine(All);
        for (int epoch = 0; epoch < 10; epoch++)
            trainer.RunEpoch(epoch, All, CancellationToken.None);
        Assert.True(trainer.MeanCosine(All) > before + 0.3, $"from {before} only to {trainer.MeanCosine(All)}");
    }

    [Fact]
    public void The_threads_do_not_change_the_rows()
    {
        StudentTrainer one = Trainer(threads: 1);
        StudentTrainer three = Trainer(threads: 3);
        one.RunEpoch(0, All, CancellationToken.None);
        three.RunEpoch(0, All, CancellationToken.None);
        Assert.Equal(one.Rows.Values, three.Rows.Values);
    }

    [Fact]
    public void A_saved_state_goes_on_as_if_it_had_never_stopped()
    {
        string folder = Retrieval.Tests.Shared.Workspace.NewFolder();
        string path = Path.Combine(folder, "checkpoint");
        StudentTrainer whole = Trainer(threads: 1);
        TrainingState state = new(whole);
        state.Record(0.1);
        whole.RunEpoch(0, All, CancellationToken.None);
        state.Record(0.5);
        state.Save(path, 7);
        whole.RunEpoch(1, All, CancellationToken.None);

        StudentTrainer resumed = Trainer(threads: 1);
        TrainingState loaded = new(resumed);
        Assert.False(loaded.TryLoad(path, 8), "another training's state is not taken up");
        Assert.True(loaded.TryLoad(path, 7));
        Assert.Equal((1, 1), (loaded.Epoch, loaded.BestEpoch));
        resumed.RunEpoch(1, All, CancellationToken.None);
        Assert.Equal(whole.Rows.Values, resumed.Rows.Values);

        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.False(new TrainingState(Trainer(threads: 1)).TryLoad(path, 7), "a broken state is not taken up");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Quantised_rows_are_off_by_at_most_half_a_scale()
    {
        Matrix rows = MatrixProductTests.Filled(new Random(4), 20, 64);
        rows[7].Clear();
        QuantizedRows quantized = QuantizedRows.Of(rows);
        for (int i = 0; i < rows.Values.Length; i++)
        {
            float scale = quantized.Scales[i / 64];
            Assert.True(MathF.Abs(rows.Values[i] - (scale * quantized.Values[i])) <= (scale / 2) + 1e-6f);
        }
        Assert.Equal(0, quantized.Scales[7]);
    }

    /// <summary>Texts of two to five of 40 words, whose places are the sums of hidden vectors of the words.</summary>
    private static StudentTrainer Trainer(int threads)
    {
        Random random = new(31);
        Matrix hidden = MatrixProductTests.Filled(random, 41, 64);
        Matrix places = new(Texts, 64);
        int[][] rows = new int[Texts][];
        for (int t = 0; t < Texts; t++)
        {
            rows[t] = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(1, 41))];
            foreach (int row in rows[t])
                System.Numerics.Tensors.TensorPrimitives.Add(places[t], hidden[row], places[t]);
            CommitteeSpace.Normalize(places[t]);
        }
        return new StudentTrainer(MatrixProductTests.Filled(random, 41, 64), rows, [.. rows.Select(r => r[..1])], places, new TrainerOptions(10, 50, 0.05f, 0.1f, 0.1f, 0.2, 1), threads);
    }
}
