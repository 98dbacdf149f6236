using System.Text;

namespace DealerIntegration.Simulators.Business;

/// <summary>
/// Seeded random numbers (SplitMix64). Same seed and topic give the same numbers on every machine and runtime, which
/// <see cref="Random"/> does not promise across versions. Each topic draws from a stream of its own, so that a change
/// in one part of the business leaves the others as they were.
/// </summary>
internal sealed class Dice
{
    private ulong state;

    public Dice(int seed, string topic)
    {
        unchecked
        {
            state = (ulong)seed * 0x9E3779B97F4A7C15UL;
            foreach (var one in Encoding.UTF8.GetBytes(topic))
            {
                state = (state ^ one) * 0x100000001B3UL;
            }
        }
    }

    public ulong Next()
    {
        unchecked
        {
            var mixed = state += 0x9E3779B97F4A7C15UL;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    public bool Chance(int percent) => Between(1, 100) <= percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    /// <summary>Draws an item and takes it out of the list.</summary>
    public T Take<T>(List<T> items)
    {
        var index = Between(0, items.Count - 1);
        var item = items[index];
        items.RemoveAt(index);
        return item;
    }
}
