using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Tests.Hosting;

public sealed class OldWorkbooksTests
{
    [Fact]
    public void A_second_process_of_the_hub_reads_an_old_workbook_and_says_why_it_cannot()
    {
        byte[] damaged = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[4096]];

        var opened = OpenedFile.Open(damaged, "台账.xls", OldWorkbooks.Process());

        // The child answered: its words are on the file, not on time or memory.
        Assert.Equal("unreadable", opened.Refusal!.Code);
    }
}
