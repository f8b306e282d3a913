using System.Buffers;
using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Retrieval.Text.Analysis;

/// <summary>Words split at anything that is no letter or digit, lower-cased: no stemming, no stop words. What benchmarks compare with.</summary>
internal sealed class UndeterminedAnalyzer : Analyzer
{
    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) =>
        new(new LetterOrDigitTokenizer(reader));

    /// <summary>The tokens that Lucene.Net's <c>CharTokenizer</c> makes, with most characters told without asking Unicode's tables.</summary>
    private sealed class LetterOrDigitTokenizer : Tokenizer
    {
        // As Lucene.Net cuts what is longer.
        private const int LongestWord = 255;

        private readonly ICharTermAttribute term;
        private readonly IOffsetAttribute offset;
        private char[] text = new char[1024];
        private int length;
        private int next;
        private bool isFiltered;

        public LetterOrDigitTokenizer(TextReader input) : base(input)
        {
            term = AddAttribute<ICharTermAttribute>();
            offset = AddAttribute<IOffsetAttribute>();
        }

        public override void Reset()
        {
            base.Reset();
            // Once: no stream behind this one changes what is not set for each token.
            ClearAttributes();
            next = length = 0;
            isFiltered = m_input is CharFilter;
            for (int read; (read = m_input.Read(text, length, text.Length - length)) > 0;)
            {
                length += read;
                if (length == text.Length) Array.Resize(ref text, 2 * length);
            }
        }

        public override bool IncrementToken()
        {
            char[] word = term.ResizeBuffer(LongestWord + 1);
            int written = 0, start = next;
            while (next < length && written < LongestWord)
            {
                int at = next, added;
                char c = text[at];
                if (char.IsAscii(c))
                {
                    next++;
                    word[written] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
                    added = char.IsAsciiLetterOrDigit(c) ? 1 : 0;
                }
                else added = TakeBeyondAscii(word.AsSpan(written));
                if (added == 0 && written > 0)
                {
                    next = at;
                    break;
                }
                if (written == 0) start = at;
                written += added;
            }
            if (written == 0) return false;
            term.Length = written;
            offset.SetOffset(Corrected(start), Corrected(next));
            return true;
        }

        public override void End()
        {
            base.End();
            offset.SetOffset(Corrected(length), Corrected(length));
        }

        /// <summary>Takes the next character, one or two of UTF-16.</summary>
        /// <param name="into">Where a letter or digit is written to, in lower case.</param>
        /// <returns>How many were written, none for anything else.</returns>
        private int TakeBeyondAscii(Span<char> into)
        {
            bool isValid = Rune.DecodeFromUtf16(text.AsSpan(next, length - next), out Rune rune, out int width) == OperationStatus.Done;
            next += width;
            return isValid && Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).EncodeToUtf16(into) : 0;
        }

        private int Corrected(int at) => isFiltered ? CorrectOffset(at) : at;
    }
}
