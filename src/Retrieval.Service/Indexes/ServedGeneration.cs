using Retrieval.Conversation;
using Retrieval.Conversation.Policies;
using Retrieval.Conversation.Requests;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Generations;
using Retrieval.Index.Snapshots;
using Retrieval.Search;
using Retrieval.Search.Requests;
using Retrieval.Search.Suggesting;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Service.Indexes;

/// <summary>An open generation of an index with its encoder, counted by who uses it and closed after the last.</summary>
internal sealed class ServedGeneration
{
    private int references = 1;
    private volatile Advised? assistant;

    private ServedGeneration(ProductIndex index, IEncoder? encoder)
    {
        Index = index;
        Encoder = encoder;
        Engine = new SearchEngine(index, encoder);
        Answers = new AnswerCache(index);
    }

    public ProductIndex Index { get; }

    public IEncoder? Encoder { get; }

    public SearchEngine Engine { get; }

    /// <summary>What it answered lately.</summary>
    public AnswerCache Answers { get; }

    /// <summary>The assistant that keeps a policy; made anew where the policy is another than last time.</summary>
    public AskEngine AssistantWith(Policy policy)
    {
        if (assistant is { } advised && ReferenceEquals(advised.Policy, policy)) return advised.Assistant;
        var made = new AskEngine(Engine, policy);
        assistant = new Advised(policy, made);
        return made;
    }

    /// <summary>Opens the generation that a folder names, and asks it a first question.</summary>
    /// <param name="folder">Folder of the index.</param>
    /// <param name="loadEncoder">Loads its encoder.</param>
    /// <exception cref="Retrieval.Index.Errors.IndexException">There is no index, or it cannot be read.</exception>
    public static ServedGeneration Open(string folder, Func<IndexManifest, IEncoder?> loadEncoder)
    {
        ProductIndex index = ProductIndex.Open(folder);
        try
        {
            var opened = new ServedGeneration(index, loadEncoder(index.Manifest));
            // The first question of a generation reads its files and derives what all others share.
            opened.Engine.Search(new SearchRequest { Query = "first question" });
            return opened;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>Adds a user. False where the last one has gone.</summary>
    public bool TryAddReference()
    {
        int seen = Volatile.Read(ref references);
        while (seen > 0)
        {
            int found = Interlocked.CompareExchange(ref references, seen + 1, seen);
            if (found == seen) return true;
            seen = found;
        }
        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref references) > 0) return;
        Answers.Dispose();
        Index.Dispose();
        Encoder?.Dispose();
    }

    /// <summary>
    /// Asks what has tables read, code compiled and columns derived, beside the first shoppers, none of whom need wait for it: suggestions
    /// read all titles once, and a first sentence with a diet or a gift takes near a second.
    /// </summary>
    /// <param name="policy">The policy of the moment.</param>
    public void AskFirstQuestions(Policy policy)
    {
        if (!TryAddReference()) return;
        try
        {
            Engine.Suggest(new SuggestRequest { Prefix = "a" });
            AskEngine first = AssistantWith(policy);
            foreach (string[] question in EmbeddedTable.Rows(typeof(ServedGeneration).Assembly, "Indexes/first-questions.tsv"))
                first.Ask(new AskRequest { Sentence = question[1] });
        }
        finally
        {
            Release();
        }
    }

    private sealed record Advised(Policy Policy, AskEngine Assistant);
}
