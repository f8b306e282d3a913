using Retrieval.Search.Spelling;

namespace Retrieval.Search.Tests.Spelling;

/// <summary>The distance beside its definition: breadth-first over single edits.</summary>
public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("kettel", "kettle", 1)]
    [InlineData("blendr", "Blender", 1)]
    [InlineData("choclate", "chocolate", 1)]
    [InlineData("", "mug", 3)]
    [InlineData("sofa", "sofa", 0)]
    public void ItCountsLettersThatDiffer(string one, string other, int edits) => Assert.Equal(edits, EditDistance.Of(one, other));

    [Fact]
    public void OneEditIsWhatASingleChangeMakes()
    {
        var random = new Random(5);
        for (int round = 0; round < 2000; round++)
        {
            string one = Word(random, random.Next(0, 5)), other = Word(random, random.Next(0, 5));
            Assert.Equal(one == other ? 0 : Edits(one).Contains(other) ? 1 : 2, Math.Min(2, EditDistance.Of(one, other)));
        }
    }

    private static string Word(Random random, int length) => new([.. Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(3)))]);

    private static HashSet<string> Edits(string word)
    {
        var all = new HashSet<string>();
        for (int at = 0; at <= word.Length; at++)
        {
            foreach (char letter in "abc")
            {
                all.Add(word.Insert(at, $"{letter}"));
                if (at < word.Length) all.Add(word[..at] + letter + word[(at + 1)..]);
            }
            if (at < word.Length) all.Add(word.Remove(at, 1));
            if (at + 1 < word.Length) all.Add($"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}");
        }
        return all;
    }
}
