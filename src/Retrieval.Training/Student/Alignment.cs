using System.Numerics.Tensors;
using Retrieval.Training.Space;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Student;

/// <summary>
/// One thing, one place: texts that name the same thing are drawn to its English name, and the texts of a pair to their
/// partners. Makes search across languages better than the teachers'.
/// </summary>
internal static class Alignment
{
    /// <summary>Moves the targets of aligned texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="pairs">Pairs; those of which a text is not among the texts are passed over.</param>
    /// <param name="targets">Their places, of length 1; changed.</param>
    /// <param name="strength">How far a text goes: 1 is halfway to its partner.</param>
    public static void Apply(IReadOnlyList<TrainingText> texts, IReadOnlyList<TextPair> pairs, Matrix targets, float strength)
    {
        Dictionary<string, int> names = [];
        Dictionary<(string, string), int> places = [];
        for (int i = 0; i < texts.Count; i++)
        {
            places.TryAdd((texts[i].Language, texts[i].Text), i);
            if (texts[i].Key is { } key && texts[i].Language == TrainingText.Pivot)
                names.TryAdd(key, i);
        }

        Dictionary<int, List<int>> partners = [];
        for (int i = 0; i < texts.Count; i++)
        {
            if (texts[i].Key is { } key && names.TryGetValue(key, out int name) && name != i)
                Draw(i, name);
        }
        foreach (TextPair pair in pairs)
        {
            if (places.TryGetValue((pair.Language, pair.Text), out int text)
                && places.TryGetValue((pair.TowardsLanguage, pair.Towards), out int towards) && text != towards)
                Draw(text, towards);
        }

        // Partners may be drawn themselves: all move by where the others stood before.
        List<(int Text, float[] Place)> moved = [];
        foreach ((int text, List<int> others) in partners)
        {
            float[] place = new float[targets.Columns];
            foreach (int other in others)
                TensorPrimitives.Add(place, targets[other], place);
            TensorPrimitives.MultiplyAdd(place, strength / others.Count, targets[text], place);
            CommitteeSpace.Normalize(place);
            moved.Add((text, place));
        }
        foreach ((int text, float[] place) in moved)
            place.CopyTo(targets[text]);

        void Draw(int text, int towards)
        {
            if (!partners.TryGetValue(text, out List<int>? others))
                partners[text] = others = [];
            others.Add(towards);
        }
    }
}
