using Retrieval.Service.Hosting;
using Retrieval.Service.V1;
using Retrieval.Text.Languages;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Service.Tests.Indexes;

/// <summary>
/// What must hold of the questions that warm a generation: each is in the language that it says, the long ones name what tables are read for,
/// and an assistant answers all of them.
/// </summary>
public sealed class FirstQuestionsTests(SampleServer server)
{
    private static string[][] Questions => [.. EmbeddedTable.Rows(typeof(RetrievalServer).Assembly, "Indexes/first-questions.tsv")];

    [Fact]
    public async Task Each_language_has_one_that_names_a_gift_a_diet_a_colour_a_size_and_a_price()
    {
        foreach (string language in LanguageCodes.All.Select(static language => language.Code()))
        {
            string sentence = Questions.First(question => question[0] == language)[1];
            var understood = (await server.Client.UnderstandAsync(new UnderstandRequest { Index = SampleServer.Index, Sentence = sentence })).Understanding;
            Assert.Equal(language, understood.Language);
            Assert.Equal("gift", understood.Purpose);
            Assert.Superset(new HashSet<string> { "diet", "color", "size", "price" }, understood.Constraints.Select(static constraint => constraint.Kind).ToHashSet());
        }
    }

    [Fact]
    public async Task Every_one_is_answered()
    {
        foreach (string[] question in Questions)
        {
            AskResponse response = await server.Client.AskAsync(new AskRequest { Index = SampleServer.Index, Sentence = question[1] });
            Assert.Equal(question[0], response.Answer.Language);
            Assert.NotEmpty(response.Answer.Text);
        }
    }
}
