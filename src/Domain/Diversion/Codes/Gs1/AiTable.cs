namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>
/// The application identifiers of the GS1 General Specifications (应用标识符表), grouped by the form of their value.
/// Values are held against length, signs, check digit and day; code lists such as currencies are not kept here.
/// </summary>
internal static class AiTable
{
    // Form, then the identifiers with it; the notation is that of AiComponent. A dash joins first and last of a range.
    private static readonly (string Form, string Ais)[] Forms =
    [
        // Keys and what tells single things apart.
        ("N18c", "00 8017 8018"),
        ("N14c", "01 02 03"),
        ("N14c N4", "8006 8026"),
        ("N13c ?X1-17", "253"),
        ("N13c ?N1-12", "255"),
        ("N1 N13c ?X1-16", "8003"),
        ("N17c", "402"),
        ("N13c", "410-417"),
        ("Y1-30", "8010"),
        ("N1-12", "8011"),
        ("N1-10", "8019"),
        ("X1-20", "10 21 22 243 254"),
        ("X1-28", "235"),
        ("X1-30", "401 8004"),

        // Days and times.
        ("N6d", "11-13 15-17"),
        ("N6D", "4326 7006"),
        ("N6d N4", "4324 4325"),
        ("N6D N4", "7003"),
        ("N6D ?N6D", "7007"),
        ("N6D ?N4", "7011"),
        ("N6D N2 ?N2 ?N2", "8008"),
        ("N8", "7250"),
        ("N8 N4", "7251"),

        // Quantities, measures and money.
        ("N1-8", "30 37"),
        ("N6", "8005"),
        ("N1-15", "3900-3909 3920-3929"),
        ("N3 N1-15", "3910-3919 3930-3939"),
        ("N4", "3940-3943 8111"),
        ("N6", "3950-3955"),
        ("N1-4", "7004"),
        ("N4 N5 N3 N1 N1", "8001"),

        // References, places, origins.
        ("N2", "20 7241"),
        ("N1-6", "242"),
        ("N3", "422 424 426"),
        ("N3 X1-9", "421"),
        ("N3 ?N3 ?N3 ?N3 ?N3", "423 425"),
        ("N3 X1-27", "7030-7039"),
        ("N10 N10", "4309"),
        ("N1", "4321-4323 7252"),
        ("N6 ?X1", "4330-4333"),
        ("N13", "7001"),
        ("N1 X1 X1 X1", "7040"),
        ("N15", "8040 8041"),
        ("N32", "8042"),
        ("N18 ?N1-2", "8043"),

        // Free text.
        ("X2", "4307 4317"),
        ("X2 X1-28", "7230-7239"),
        ("X3", "7258"),
        ("X1-2", "7010"),
        ("X1-3", "427 7008"),
        ("X1-4", "7041"),
        ("X1-10", "7009 7255"),
        ("X1-12", "7005"),
        ("X1-20", "420 4318 7020-7022 710-717 7240 8002 8012"),
        ("X1-25", "7242 8013 8014 8020"),
        ("X1-30", "240 241 250 251 400 403 4308 4319 7002 7023 90"),
        ("X1-34", "8007"),
        ("X1-35", "4300 4301 4310 4311 4320"),
        ("X1-40", "7253 7254 7259"),
        ("X1-50", "8009"),
        ("X1-70", "4302-4306 4312-4316 7257 8110 8112 8200"),
        ("X1-90", "7256 91-99"),
        ("Z1-90", "8030"),
    ];

    // Weights, lengths, areas, volumes: three digits for the measure, the fourth for its decimals, six for the value.
    private static readonly (int First, int Last)[] Measures = [(310, 316), (320, 337), (340, 357), (360, 369)];

    private const int MostDecimals = 5;

    // Two digits in front of these tell the length, so nothing needs to end the value.
    private static readonly HashSet<string> SelfEnding = new(StringComparer.Ordinal)
    {
        "00", "01", "02", "03", "04", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
        "31", "32", "33", "34", "35", "36", "41",
    };

    private static readonly Dictionary<string, AiFormat> Formats = Build();

    public static IReadOnlyDictionary<string, AiFormat> All => Formats;

    /// <summary>The identifier at the start of a text; null: none is.</summary>
    public static AiFormat? At(ReadOnlySpan<char> text)
    {
        var formats = Formats.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = 2; length <= 4 && length <= text.Length; length++)
        {
            if (formats.TryGetValue(text[..length], out var format))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>What is wrong with an element; null: nothing.</summary>
    public static CodeProblem? Fault(Gs1Element element)
    {
        if (!All.TryGetValue(element.Ai, out var format))
        {
            return new CodeProblem($"({element.Ai}) is no application identifier.", "Scan the code again.");
        }

        return format.Fault(element.Value) is { } fault
            ? new CodeProblem($"({element.Ai}) '{element.Value}' {fault}.", "Scan the code again, or correct it.")
            : null;
    }

    private static Dictionary<string, AiFormat> Build()
    {
        var all = new Dictionary<string, AiFormat>(StringComparer.Ordinal);
        foreach (var (form, ais) in Forms)
        {
            AiComponent[] components = [.. form.Split(' ').Select(AiComponent.Parse)];
            foreach (var ai in ais.Split(' ').SelectMany(Range))
            {
                Add(ai, components);
            }
        }

        AiComponent[] measure = [AiComponent.Parse("N6")];
        foreach (var (first, last) in Measures)
        {
            for (var ai = first * 10; ai <= (last * 10) + MostDecimals; ai++)
            {
                if (ai % 10 <= MostDecimals)
                {
                    Add(ai.ToString(), measure);
                }
            }
        }

        return all;

        void Add(string ai, IReadOnlyList<AiComponent> components) =>
            all.Add(ai, new AiFormat(ai, !SelfEnding.Contains(ai[..2]), components));
    }

    private static IEnumerable<string> Range(string written)
    {
        var ends = written.Split('-');
        return ends.Length == 1
            ? ends
            : Enumerable.Range(int.Parse(ends[0]), int.Parse(ends[1]) - int.Parse(ends[0]) + 1)
                .Select(n => n.ToString());
    }
}
