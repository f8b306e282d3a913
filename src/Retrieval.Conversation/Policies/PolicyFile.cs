using System.Text.Json;
using System.Text.Json.Serialization;
using Retrieval.Catalog.Reading;

namespace Retrieval.Conversation.Policies;

/// <summary>
/// A merchant's policy as it stands in a file. Texts and words are objects with a member a language (<c>en fr de es zh it pt nl</c>); words
/// may use the notation of <see cref="Retrieval.Text.Phrases.PhrasePattern"/>. An entry with the id or reason of a built-in one goes before it.
/// </summary>
public sealed record PolicyFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, RespectNullableAnnotations = true,
    };

    /// <summary>What is not sold.</summary>
    public IReadOnlyList<RefusedThing> Refuse { get; init; } = [];

    /// <summary>Categories whose products are sold from an age, beside products that state one themselves.</summary>
    public IReadOnlyList<AgeRestriction> AgeRestricted { get; init; } = [];

    /// <summary>Warnings shown with the products of categories.</summary>
    public IReadOnlyList<CategoryWarning> Warnings { get; init; } = [];

    /// <summary>Words that facts must not use, with what is said instead.</summary>
    public IReadOnlyList<AvoidedWords> Avoid { get; init; } = [];

    /// <summary>What a person takes over.</summary>
    public IReadOnlyList<EscalatedMatter> Escalate { get; init; } = [];

    /// <summary>What is said of a product that is sold out; <c>{title}</c> stands for its title.</summary>
    public IReadOnlyDictionary<string, string> SoldOut { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads a file.</summary>
    /// <exception cref="PolicyException">The file is missing, or is no policy; the message names the member.</exception>
    public static PolicyFile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<PolicyFile>(File.ReadAllBytes(path), Options) ?? throw new PolicyException($"{path}: it holds null; a policy is an object");
        }
        catch (JsonException broken)
        {
            throw new PolicyException($"{path}, {JsonFault.Told(broken, typeof(PolicyFile))}");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PolicyException($"{path} does not exist; name a policy file, or leave --policy out for the built-in one");
        }
    }
}

/// <summary>Something that is not sold: asked for by words, or a part of the catalogue.</summary>
/// <param name="Id">Name of the rule.</param>
/// <param name="Words">Phrases that ask for it, by language.</param>
/// <param name="Except">Phrases that only look like it ("water pistol"), by language.</param>
/// <param name="Categories">Category paths of the catalogue that are never offered.</param>
/// <param name="Text">What is said, by language.</param>
public sealed record RefusedThing(
    string Id, IReadOnlyDictionary<string, IReadOnlyList<string>>? Words = null, IReadOnlyDictionary<string, IReadOnlyList<string>>? Except = null,
    IReadOnlyList<string>? Categories = null, IReadOnlyDictionary<string, string>? Text = null);

/// <summary>Categories sold from an age.</summary>
/// <param name="Categories">Category paths.</param>
/// <param name="Years">Least age in years.</param>
public sealed record AgeRestriction(IReadOnlyList<string> Categories, int Years);

/// <summary>A warning for categories.</summary>
/// <param name="Categories">Category paths.</param>
/// <param name="Text">The warning, by language.</param>
public sealed record CategoryWarning(IReadOnlyList<string> Categories, IReadOnlyDictionary<string, string> Text);

/// <summary>Words to avoid.</summary>
/// <param name="Language">Language code.</param>
/// <param name="Words">What must not be said.</param>
/// <param name="Say">What is said instead.</param>
public sealed record AvoidedWords(string Language, string Words, string Say);

/// <summary>A matter for a person.</summary>
/// <param name="Reason">Name of the matter.</param>
/// <param name="Words">Phrases that bring it up, by language.</param>
/// <param name="Text">What is said, by language.</param>
public sealed record EscalatedMatter(string Reason, IReadOnlyDictionary<string, IReadOnlyList<string>> Words, IReadOnlyDictionary<string, string> Text);

/// <summary>A policy that cannot be read.</summary>
/// <param name="message">File, member, reason.</param>
public sealed class PolicyException(string message) : Exception(message);
