namespace DealerIntegration.Domain.Diversion;

/// <summary>How sure a verdict is (置信度), in whole percent, from weights that are added up in the open.</summary>
/// <param name="Least">A verdict against a dealer below this stays undecided.</param>
/// <param name="LeastCase">A case below this stays an observation.</param>
/// <param name="Signals">Where the sum starts, by the signal that decides; every one that can is named.</param>
/// <param name="Facts">What is added to a verdict against a dealer.</param>
/// <param name="Case">What is added to the mean of a case's scans.</param>
public sealed record ConfidenceRules(
    int Least,
    int LeastCase,
    IReadOnlyDictionary<string, int> Signals,
    FactWeights Facts,
    CaseWeights Case);

/// <summary>Percentage points, below zero where a fact speaks for the dealer (证据权重).</summary>
/// <param name="Inspector">Read by our own people.</param>
/// <param name="Outlet">Read in a shop.</param>
/// <param name="Consumer">Read by a buyer; only weighed once there are too many for travel.</param>
/// <param name="Received">The dealer confirmed that the goods arrived.</param>
/// <param name="BrokenChain">A movement is missing before that receipt.</param>
/// <param name="PackedUnit">Whose goods they are follows from a carton: a packing record may be wrong.</param>
/// <param name="Position">The scanner sent a position.</param>
/// <param name="SecondDevice">Another device read the code in the same city.</param>
/// <param name="SeenInside">The code was read in the territory as well.</param>
/// <param name="FastSale">The goods were there too soon to have seen the dealer's store.</param>
public sealed record FactWeights(
    int Inspector,
    int Outlet,
    int Consumer,
    int Received,
    int BrokenChain,
    int PackedUnit,
    int Position,
    int SecondDevice,
    int SeenInside,
    int FastSale);

/// <summary>Percentage points for what is independent of each other (独立证据), each beyond the first.</summary>
/// <param name="Most">No kind adds more than this.</param>
public sealed record CaseWeights(int Device, int Place, int Day, int Most);
