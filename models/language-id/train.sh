#!/usr/bin/env bash
# Trains the language identifier's weights (src/Retrieval.Text/Data/language-id.bin) again, from
# - the words of Debian's lists wamerican wfrench wngerman wspanish witalian wportuguese wdutch (60,000 of each, drawn with a fixed seed),
# - the Google product taxonomy in seven languages and icecat's category names in three (../shared/data/taxonomy),
# - titles of icecat, queries of WANDS and of Algolia's samples (English),
# - the project's own sample catalogue, shopping texts, learnt sentences and words of its language data.
# usage: models/language-id/train.sh [DATA_FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data}
texts=$(mktemp)
trap 'rm -f "$texts"' EXIT

draw() { shuf --random-source=<(yes 1) -n "$1"; }
words() { grep -v "'" "/usr/share/dict/$2" | draw 60000 | sed "s/^/$1\t/"; }
{
words en american-english; words fr french; words de ngerman; words es spanish
words it italian; words pt portuguese; words nl dutch
for file in "$data"/taxonomy/google.*.txt.gz; do
  lang=$(basename "$file" | cut -d. -f2 | cut -d- -f1)
  # A path gives its last name and its whole, twice, so that phrases weigh more than single words.
  zcat "$file" | grep -v '^#' | sed 's/^[0-9]* - //' | awk -v l="$lang" -F ' > ' '{print l "\t" $NF; print l "\t" $NF; gsub(/ > /, " "); print l "\t" $0}'
done
for lang in en fr de; do
  zcat "$data/taxonomy/icecat.$lang.csv.gz" | tail -n +2 | sed 's/^[0-9]*[,;\t]//; s/"//g' | awk -v l="$lang" '{print l "\t" $0}'
done
zcat "$data/icecat/products.jsonl.gz" | sed -n 's/.*"title": "\([^"\\]*\).*/en\t\1/p' | draw 4000
tail -n +2 "$data/queries/wayfair.en.csv" | cut -f2 | sed 's/^/en\t/'
zcat "$data"/queries/*suggestions.json.gz | grep -o '"query": *"[^"]*"' | sed 's/.*: *"/en\t/; s/"$//'
for lang in en fr de es it pt nl; do
  grep -v '^#' "src/Retrieval.Text/Data/stopwords/$lang.txt" | tr ' ' '\n' | grep . | awk -v l="$lang" '{for (i = 0; i < 100; i++) print l "\t" $0}'
done
# Sentences and titles of our own, three times over: no word list has the small words between the names.
for _ in 1 2 3; do
  cut -f1,3 models/texts/*.tsv
  python3 -c '
import glob, json
for path in sorted(glob.glob("tests/Retrieval.Understanding.Tests/Data/learnt/*.jsonl")):
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        print(row["gold"]["language"], row["text"], sep="\t")'
done
cat data-samples/catalog/*.jsonl 2>/dev/null | python3 -c '
import json, sys
for line in sys.stdin:
    p = json.loads(line)
    for text in (p["title"], p.get("description", ""), *p.get("highlights", [])):
        for _ in range(3):
            if text: print(p["language"], text, sep="\t")'
} > "$texts"
dotnet run --project src/Retrieval.Cli -c Release -- train-language-id --texts "$texts" --out src/Retrieval.Text/Data/language-id.bin
