using System.Globalization;
using System.Net;
using System.Text;

namespace Retrieval.Catalog.Hygiene;

/// <summary>A report as one HTML page that needs nothing else: no script, no file, no network.</summary>
public static class HygieneHtml
{
    /// <summary>Writes the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="catalog">What the catalogue is called in the heading.</param>
    /// <param name="now">The moment that the page names.</param>
    public static string Write(HygieneReport report, string catalog, DateTimeOffset now)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append($"<title>Check of {Text(catalog)}</title>\n<style>\n{Style()}</style>\n</head>\n<body>\n<main>\n");
        html.Append($"<h1>Check of {Text(catalog)}</h1>\n<p class=\"soft\">{now:yyyy-MM-dd HH:mm} UTC</p>\n");
        AppendNumbers(html, report);
        AppendFindings(html, report);
        AppendShares(html, "Fields that products state", report.Coverage.Select(c => (c.Field, c.Stated)), report.Products);
        AppendShares(html, "Languages of the texts", report.Languages.Select(l => (l.Key, l.Value)), report.Products);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendNumbers(StringBuilder html, HygieneReport report)
    {
        html.Append("<div class=\"numbers\">\n");
        Number("products taken", report.Products);
        Number("lines refused", report.Refused);
        Number("warnings", report.Findings.Where(f => f.Kind.Severity == Severity.Warning).Sum(f => f.Count));
        Number("pieces of advice", report.Findings.Where(f => f.Kind.Severity == Severity.Advice).Sum(f => f.Count));
        html.Append("</div>\n");

        void Number(string name, long value) => html.Append($"<div class=\"number\"><b>{Count(value)}</b><span class=\"soft\">{name}</span></div>\n");
    }

    private static void AppendFindings(StringBuilder html, HygieneReport report)
    {
        html.Append("<h2>Findings</h2>\n");
        if (report.Findings.Count == 0) html.Append("<p class=\"soft\">Nothing was found.</p>\n");
        foreach (HygieneFinding finding in report.Findings)
        {
            string severity = finding.Kind.Severity.ToString().ToLowerInvariant();
            html.Append($"<details><summary><span class=\"tag {severity}\">{severity}</span>{Text(finding.Kind.Heading)}<span class=\"count\">{Count(finding.Count)}</span></summary>\n");
            html.Append($"<p>{Text(finding.Kind.Advice)}</p>\n<table>\n<tr><th>Product</th><th>Found</th></tr>\n");
            foreach (HygieneExample example in finding.Examples)
            {
                string place = example.Place.Length == 0 ? "" : $"<br><span class=\"soft\">{Text(example.Place)}</span>";
                html.Append($"<tr><td>{Text(example.Id)}{place}</td><td>{Text(example.Detail)}</td></tr>\n");
            }
            html.Append("</table>\n");
            if (finding.Count > finding.Examples.Count) html.Append($"<p class=\"soft\">and {Count(finding.Count - finding.Examples.Count)} more</p>\n");
            html.Append("</details>\n");
        }
    }

    private static void AppendShares(StringBuilder html, string heading, IEnumerable<(string Name, long Count)> shares, long of)
    {
        html.Append($"<h2>{heading}</h2>\n");
        foreach ((string name, long count) in shares)
        {
            string percent = of == 0 ? "0" : (100.0 * count / of).ToString("0.#", CultureInfo.InvariantCulture);
            html.Append($"<div class=\"share\"><span>{Text(name)}</span><div><i style=\"width:{percent}%\"></i></div><span>{percent}%</span></div>\n");
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Style()
    {
        using Stream stream = typeof(HygieneHtml).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("report.css is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
