using System.Text.RegularExpressions;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Codes;
using DealerIntegration.Domain.Diversion.Codes.Gs1;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>Who and where the identifiers in events are (参与方与地点对照).</summary>
internal sealed class PlaceBook
{
    private readonly Dictionary<string, EventPlace> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _principal = new(StringComparer.Ordinal);
    private readonly List<string> _principalStarts = [];
    private readonly List<Regex> _templates;
    private readonly ITraceKnowledge _known;

    public PlaceBook(EventRules rules, ITraceKnowledge known)
    {
        _known = known;
        foreach (var place in rules.Places)
        {
            _places[Key(place.Id)] = place;
        }

        foreach (var id in rules.Principal)
        {
            if (id.EndsWith('*'))
            {
                _principalStarts.Add(id[..^1]);
            }
            else
            {
                _principal.Add(Key(id));
            }
        }

        _templates = [.. rules.Templates.Select(TemplateOf)];
    }

    /// <summary>Who or what an identifier is; null: nobody has said so.</summary>
    public PlaceFound? Find(string id)
    {
        var key = Key(id);
        if (Known(key) is { } found)
        {
            return found;
        }

        if (_known.IsDealer(id))
        {
            return new PlaceFound(new EventPlace(id, id), false);
        }

        foreach (var template in _templates)
        {
            if (template.Match(id) is { Success: true } match)
            {
                var dealer = match.Groups["dealer"].Value;
                var area = match.Groups["area"].Value;
                return dealer.Length > 0 && !_known.IsDealer(dealer)
                    ? null
                    : new PlaceFound(new EventPlace(id, OrNull(dealer), OrNull(area)), false);
            }
        }

        // A dock or shelf belongs to the site it is part of.
        var extension = key.IndexOf("/254/", StringComparison.Ordinal);
        return extension > 0 ? Known(key[..extension]) : null;
    }

    public static IEnumerable<string> Problems(EventRules rules)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rules.Places.Count; i++)
        {
            var place = rules.Places[i];
            if (!seen.Add(Key(place.Id)))
            {
                yield return $"$.places[{i}].id '{place.Id}' stands there twice; leave one.";
            }

            if (place.Area is not null && !AreaCode.IsValid(place.Area))
            {
                yield return $"$.places[{i}].area '{place.Area}' is no area code; write six digits, such as 330106.";
            }
        }

        for (var i = 0; i < rules.Templates.Count; i++)
        {
            var template = rules.Templates[i];
            if (!template.Contains("{dealer}", StringComparison.Ordinal)
                && !template.Contains("{area}", StringComparison.Ordinal))
            {
                yield return $"$.templates[{i}] '{template}' holds neither {{dealer}} nor {{area}}.";
            }
        }
    }

    private PlaceFound? Known(string key) =>
        _places.TryGetValue(key, out var place) ? new PlaceFound(place, false)
        : _principal.Contains(key) || _principalStarts.Any(s => key.StartsWith(s, StringComparison.Ordinal))
            ? new PlaceFound(new EventPlace(key), true)
            : null;

    // A GLN is one place, whether it names a party or a location and in whatever syntax.
    private static string Key(string id)
    {
        var link = id.Length == 13 && CheckDigits.AllDigits(id) ? id : DigitalLink.ToCanonical(id) ?? id;
        foreach (var start in new[] { $"{Gs1Identity.Resolver}/414/", $"{Gs1Identity.Resolver}/417/" })
        {
            if (link.StartsWith(start, StringComparison.Ordinal))
            {
                return link[start.Length..];
            }
        }

        return link;
    }

    private static Regex TemplateOf(string template) => new(
        $"^{Regex.Escape(template).Replace(@"\{dealer}", "(?<dealer>[^/?#]+)", StringComparison.Ordinal)
            .Replace(@"\{area}", "(?<area>[0-9]{6})", StringComparison.Ordinal)}$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}

/// <summary>A party or place that is known.</summary>
/// <param name="IsPrincipal">It is the principal's own.</param>
internal sealed record PlaceFound(EventPlace Place, bool IsPrincipal);
