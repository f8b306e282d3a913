using System.Text.Json.Serialization;

namespace Retrieval.Embedding.Manifest;

/// <summary>How a model cuts a text into tokens.</summary>
public enum TokenizerKind
{
    /// <summary>BERT's WordPiece over a <c>vocab.txt</c>, one piece a line.</summary>
    [JsonStringEnumMemberName("wordpiece")]
    WordPiece,
    /// <summary>A SentencePiece <c>.model</c> file with a Unigram vocabulary.</summary>
    [JsonStringEnumMemberName("sentencepiece_unigram")]
    SentencePieceUnigram,
    /// <summary>A SentencePiece <c>.model</c> file with a BPE vocabulary.</summary>
    [JsonStringEnumMemberName("sentencepiece_bpe")]
    SentencePieceBpe,
    /// <summary>Byte-pair encoding over <c>vocab.json</c> and <c>merges.txt</c>.</summary>
    [JsonStringEnumMemberName("bpe")]
    Bpe,
    /// <summary>The static student's own cut: whole words, then hashed character grams.</summary>
    [JsonStringEnumMemberName("static")]
    Static,
}

/// <summary>The tokenizer's part of a <see cref="ModelManifest"/>. Ids are rows of the model's table of tokens.</summary>
public sealed record TokenizerManifest
{
    /// <summary>How texts are cut.</summary>
    public required TokenizerKind Kind { get; init; }

    /// <summary>Vocabulary or <c>.model</c> file, relative to the model's folder.</summary>
    public required string File { get; init; }

    /// <summary>The merges of <see cref="TokenizerKind.Bpe"/>, relative to the model's folder.</summary>
    public string? MergesFile { get; init; }

    /// <summary>WordPiece: texts are lower-cased first.</summary>
    public bool LowerCase { get; init; }

    /// <summary>WordPiece: accents (non-spacing marks after NFD) are taken off first.</summary>
    public bool StripAccents { get; init; }

    /// <summary>BPE: the vocabulary is over bytes (GPT-2, RoBERTa), not over characters.</summary>
    public bool ByteLevel { get; init; }

    /// <summary>Id put before every text (<c>[CLS]</c>, <c>&lt;s&gt;</c>); none when absent.</summary>
    public int? BosId { get; init; }

    /// <summary>Id put after every text (<c>[SEP]</c>, <c>&lt;/s&gt;</c>); none when absent.</summary>
    public int? EosId { get; init; }

    /// <summary>Id that fills short rows of a batch; its attention is 0.</summary>
    public int PadId { get; init; }

    /// <summary>Id of what the vocabulary lacks.</summary>
    public int UnkId { get; init; }

    /// <summary>
    /// Added to every id that the vocabulary file gives, special ids excepted: 1 for a vocabulary in fairseq's order
    /// (XLM-R's original file); 0 where ids are rows.
    /// </summary>
    public int IdOffset { get; init; }
}
