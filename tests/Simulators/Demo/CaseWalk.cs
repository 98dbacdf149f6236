using System.Text;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Dealers;

namespace DealerIntegration.Simulators.Demo;

/// <summary>
/// One of the found cases from the notice to the ruling (案件办理): one person notifies the dealer, the dealer answers
/// with a file, another person rules. A demo that was stopped in between goes on where it was; one that has ruled only
/// reads.
/// </summary>
internal sealed class CaseWalk(Hub hub, DemoFolder folder, Staff staff)
{
    /// <summary>The case that is worked on, and whether its ruling is new.</summary>
    /// <exception cref="DemoFailure">The hub has found none of the planted diversions.</exception>
    public async Task<(CaseRecord Case, bool IsNew)> Walk(
        SeededMonth business, Action<string> told, CancellationToken cancellation)
    {
        var chosen = Choose(business, await hub.Cases(cancellation));
        if (chosen.State is "Open")
        {
            await hub.Ask(
                "hub-case-notify", staff.Notifies, cancellation,
                "cases", "notify", chosen.Number, "--reason", "稽查在多家终端查到该经销商的货物");
        }

        if (chosen.State is "Open" or "Notified")
        {
            Appeal(chosen);
            await hub.TakeFiles(staff.Prepares, business.Month.ToString(), told, cancellation);
        }

        var isNew = chosen.State is "Open" or "Notified" or "Appealed";
        var shown = isNew
            ? await hub.Ask(
                "hub-case-rule", staff.Rules, cancellation,
                "cases", "rule", chosen.Number, "--confirm", "--reason", "申诉未说明货物来源")
            : await hub.Ask("hub-case-show", staff.Rules, cancellation, "cases", "show", chosen.Number);
        return (CaseRecord.Read(chosen.Number, shown), isNew);
    }

    /// <summary>
    /// A case whose goods turned up where one other dealer sells, if there is one: the volume becomes its.
    /// </summary>
    private static ListedCase Choose(SeededMonth business, IReadOnlyList<ListedCase> cases) => business.Diversions
        .OrderByDescending(one => business.Dealers.Count(dealer => dealer.Territory.Contains(one.Prefecture)) == 1)
        .Select(one => cases.FirstOrDefault(found =>
            (found.Dealer, found.Product, found.Area) == (one.Dealer.Code, one.Product.Code, one.Prefecture)))
        .FirstOrDefault(found => found is not null)
        ?? throw new DemoFailure("hub cases lists none of the planted diversions; there is no case to work on.");

    private void Appeal(ListedCase chosen)
    {
        var path = Path.Combine(
            Directory.CreateDirectory(Path.Combine(folder.Drop, chosen.Dealer)).FullName, $"申诉_{chosen.Number}.txt");
        Workbook.Put(path, Encoding.UTF8.GetBytes($"我司未向该区域供货，请核实案件 {chosen.Number} 的货物来源。\n"));

        // The hub takes a file once it has lain still; this one was written a while ago, as dealers' files are.
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-1));
    }
}

/// <summary>A line of <c>hub cases --json</c>.</summary>
internal sealed record ListedCase(string Number, string Dealer, string Product, string Area, string State);
