using Retrieval.Embedding.Manifest;
using Retrieval.Embedding.Tokenizers;
using Retrieval.Tests.Shared;

namespace Retrieval.Embedding.Tests.Tokenizers;

/// <summary>
/// The four kinds of public tokenizers over small vocabularies: best path of a Unigram, merges of a BPE, runs of
/// unknown characters as one, special ids and offsets, any text without an exception; broken files are told.
/// </summary>
public sealed class ModelTokenizerTests : IDisposable
{
    private readonly string folder = Workspace.NewFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_unigram_takes_the_likeliest_path()
    {
        // "▁mix" + "er" costs 5, "▁mixer" 6, "▁" + single letters far more.
        ModelTokenizer tokenizer = SentencePiece(1, ("▁mix", -3), ("er", -2), ("▁mixer", -6), ("▁", -9), ("m", -9), ("i", -9), ("x", -9), ("e", -9), ("r", -9));
        Assert.Equal([1, 3, 4, 2], tokenizer.Encode("mixer", 16));
    }

    [Fact]
    public void A_run_of_unknown_characters_is_one_unknown()
    {
        ModelTokenizer tokenizer = SentencePiece(1, ("▁a", -1), ("▁", -2), ("a", -3));
        Assert.Equal([1, 3, 4, 0, 4, 0, 5, 2], tokenizer.Encode("a привет ктоa", 16));
    }

    [Fact]
    public void Ids_of_the_vocabulary_are_shifted_special_ones_are_not()
    {
        ModelTokenizer tokenizer = SentencePiece(1, 1, ("▁a", -1), ("▁", -2), ("a", -3));
        Assert.Equal([1, 4, 4, 2], tokenizer.Encode("a a", 16));
    }

    [Fact]
    public void A_sentencepiece_bpe_merges_best_pair_first()
    {
        ModelTokenizer tokenizer = SentencePiece(2, ("ab", 0), ("▁ab", -1), ("bc", -2), ("▁", -3), ("a", -4), ("b", -5), ("c", -6));
        Assert.Equal([1, 4, 9, 2], tokenizer.Encode("abc", 16));
    }

    [Fact]
    public void A_byte_level_bpe_covers_every_byte()
    {
        File.WriteAllText(Path.Combine(folder, "vocab.json"), """{"<s>":0,"</s>":2,"<unk>":3,"a":4,"b":5,"ab":6,"Ġ":7,"Ġab":8,"Ã":9,"©":10}""");
        File.WriteAllText(Path.Combine(folder, "merges.txt"), "#version: 0.2\na b\nĠ ab\n");
        ModelTokenizer tokenizer = Load(new TokenizerManifest { Kind = TokenizerKind.Bpe, File = "vocab.json", MergesFile = "merges.txt", ByteLevel = true, BosId = 0, EosId = 2, UnkId = 3 });
        Assert.Equal([0, 6, 8, 9, 10, 2], tokenizer.Encode("ab abé", 16));
    }

    [Fact]
    public void A_character_bpe_gives_one_unknown_for_each_character_it_lacks()
    {
        File.WriteAllText(Path.Combine(folder, "vocab.json"), """{"<s>":0,"</s>":2,"<unk>":3,"a":4,"b":5,"ab":6}""");
        File.WriteAllText(Path.Combine(folder, "merges.txt"), "#version: 0.2\na b\n");
        ModelTokenizer tokenizer = Load(new TokenizerManifest { Kind = TokenizerKind.Bpe, File = "vocab.json", MergesFile = "merges.txt", BosId = 0, EosId = 2, UnkId = 3 });
        Assert.Equal([0, 6, 4, 3, 5, 2], tokenizer.Encode("ab azb", 16));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n ")]
    [InlineData("\ud83d lone \ude00")]
    [InlineData("\0\u0001\uffff\ufeff")]
    [InlineData("a\u0301\u0301\u0301\u0301")]
    public void No_text_throws_in_any_kind(string text)
    {
        ModelTokenizer[] all =
        [
            SentencePiece(1, ("▁a", -1), ("▁", -2), ("a", -3)),
            SentencePiece(2, ("▁a", -1), ("▁", -2), ("a", -3)),
            WordPiece("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a"),
        ];
        foreach (ModelTokenizer tokenizer in all)
            Assert.InRange(tokenizer.Encode(text, 16).Length, 2, 16);
    }

    [Fact]
    public void A_word_without_pieces_is_one_unknown()
        => Assert.Equal([2, 4, 5, 1, 1, 4, 3], WordPiece("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##b").Encode("ab abc € a", 16));

    [Theory]
    [InlineData(TokenizerKind.SentencePieceUnigram)]
    [InlineData(TokenizerKind.Bpe)]
    public void A_file_of_another_kind_is_told(TokenizerKind kind)
    {
        File.WriteAllText(Path.Combine(folder, "vocab.txt"), "not a model");
        ModelException fault = Assert.Throws<ModelException>(() => Load(new TokenizerManifest { Kind = kind, File = "vocab.txt", MergesFile = "vocab.txt" }));
        Assert.Contains(Path.Combine(folder, "vocab.txt"), fault.Message);
        Assert.Contains($"the file of a {kind} tokenizer", fault.Message);
    }

    private ModelTokenizer WordPiece(params string[] vocabulary)
    {
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), vocabulary);
        return Load(new TokenizerManifest { Kind = TokenizerKind.WordPiece, File = "vocab.txt", LowerCase = true, StripAccents = true, BosId = 2, EosId = 3, UnkId = 1 });
    }

    private ModelTokenizer SentencePiece(int modelType, params (string Piece, float Score)[] pieces) => SentencePiece(modelType, 0, pieces);

    /// <summary>A <c>.model</c> file: &lt;unk&gt; 0, &lt;s&gt; 1, &lt;/s&gt; 2, then the pieces; identity normalisation.</summary>
    private ModelTokenizer SentencePiece(int modelType, int offset, params (string Piece, float Score)[] pieces)
    {
        Protobuf model = new Protobuf()
            .Message(1, new Protobuf().Text(1, "<unk>").Float(2, 0).Number(3, 2))
            .Message(1, new Protobuf().Text(1, "<s>").Float(2, 0).Number(3, 3))
            .Message(1, new Protobuf().Text(1, "</s>").Float(2, 0).Number(3, 3));
        foreach ((string piece, float score) in pieces)
            model.Message(1, new Protobuf().Text(1, piece).Float(2, score).Number(3, 1));
        model.Message(2, new Protobuf().Number(3, modelType).Number(40, 0).Number(41, 1).Number(42, 2));
        model.Message(3, new Protobuf().Text(1, "identity").Bytes(2, []).Number(3, 1).Number(4, 1).Number(5, 1));
        File.WriteAllBytes(Path.Combine(folder, "small.model"), model.ToArray());
        return Load(new TokenizerManifest
        {
            Kind = modelType == 1 ? TokenizerKind.SentencePieceUnigram : TokenizerKind.SentencePieceBpe,
            File = "small.model",
            BosId = 1,
            EosId = 2,
            UnkId = 0,
            IdOffset = offset,
        });
    }

    private ModelTokenizer Load(TokenizerManifest tokenizer) => ModelTokenizer.Load(folder, new ModelManifest
    {
        Name = "small",
        Version = "1",
        Languages = [],
        Files = [],
        Graph = "",
        Tokenizer = tokenizer,
        Inputs = new ModelInputs("input_ids"),
        Output = "",
        Pooling = Pooling.Mean,
        Normalize = true,
        Dimension = 1,
        MaxTokens = 16,
    });
}
