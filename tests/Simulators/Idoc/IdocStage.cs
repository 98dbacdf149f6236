using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Idoc;

/// <summary>
/// An SAP that exchanges files as a stage (文件舞台): its port writes order confirmations, takes our orders and answers
/// with status messages. It works whenever time passes, and whenever a reader turns a page.
/// </summary>
internal sealed class IdocStage : Stage
{
    public const string Inbox = "from-sap";
    public const string Outbox = "to-sap";
    public const string Statuses = "status";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("sap-files-");
    private readonly IdocPort port;
    private readonly ReadTrouble trouble;
    private readonly OrderInbox orders;
    private readonly LeapingTime? time;
    private readonly Lock gate = new();

    public IdocStage(TimeProvider time)
    {
        Clock = new PartnerClock(time);
        this.time = time as LeapingTime;
        Address = root.FullName;
        port = new IdocPort(Path.Combine(Address, Inbox), Clock);
        trouble = new ReadTrouble(port, Faults);
        var statuses = Path.Combine(Address, Statuses);
        Directory.CreateDirectory(statuses);
        orders = new OrderInbox(Path.Combine(Address, Outbox), new StatusPort(statuses, Clock), Faults, Traffic);
    }

    public override Faults Faults { get; } = new([], IdocFaults.All);

    public override PartnerClock Clock { get; }

    public override Traffic Traffic { get; } = new();

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Effects
    {
        get
        {
            lock (gate)
            {
                orders.Work();
                return StageBusiness.ByKey(orders.Posted);
            }
        }
    }

    public override IReadOnlySet<string> Doubtful => trouble.Doubtful;

    public override Task StartAsync()
    {
        port.Open();
        Records.OnChange = Change;
        if (time is not null)
        {
            time.Moved += GoOn;
        }

        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        if (time is not null)
        {
            time.Moved -= GoOn;
        }

        lock (gate)
        {
            root.Delete(recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    public override void Forget()
    {
        lock (gate)
        {
            trouble.Doubtful.Clear();
        }
    }

    public override void BeforeRead(int page)
    {
        Records.BeforePage?.Invoke(page);
        lock (gate)
        {
            trouble.Make(page);
        }
    }

    private void Change(string number, StageRecord? record)
    {
        lock (gate)
        {
            trouble.WhileThere(() =>
            {
                if (record is null)
                {
                    port.Remove(number);
                }
                else
                {
                    port.Put(record);
                }
            });
        }
    }

    private void GoOn()
    {
        lock (gate)
        {
            trouble.GoOn();
            orders.Work();
        }
    }
}
