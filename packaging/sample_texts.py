"""The words of the sample PDF and Word documents ("# " starts a heading). All of it invented."""

from __future__ import annotations

LEASE = [
    [
        "# Lease agreement",
        "",
        "between Halden Homes, Harbour Road 3, Lindenburg (the landlord)",
        "and Nora Berg, Lindenstraße 14, Lindenburg (the tenant).",
        "",
        "# 1. The flat",
        "The landlord lets the flat on the second floor on the left, consisting of",
        "two rooms, kitchen, bathroom, hall and a cellar room, 58 square metres in all.",
        "The tenant receives two keys to the house door and three to the flat.",
        "",
        "# 2. Begin",
        "The tenancy begins on 1 February 2023 and runs for an indefinite period.",
        "",
        "# 3. Rent",
        "The monthly rent is 980 euros including heating in advance. It is due on the",
        "third working day of each month. The share for heating and water is settled",
        "once a year by the consumption that the meters show.",
    ],
    [
        "# 4. Deposit",
        "The tenant pays a security deposit of 1,960 euros in up to three instalments.",
        "It is kept in a separate savings account and paid back, with interest, within",
        "six months after the keys have been handed over.",
        "",
        "# 5. Ending the contract",
        "The tenant may terminate this contract at any time, in writing, with a notice",
        "period of three months to the end of a month. The landlord may terminate it only",
        "for the reasons that the law allows.",
        "",
        "# 6. Small repairs",
        "The tenant bears the cost of small repairs up to 100 euros each, at most",
        "300 euros a year. Damage is to be reported without delay.",
    ],
    [
        "# 7. Pets",
        "Small animals may be kept. A cat is permitted as agreed on 14 January 2023.",
        "Dogs need the written consent of the landlord.",
        "",
        "# 8. Handing back",
        "The flat is handed back swept clean. Holes in the walls are to be filled.",
        "Painting is not required when the tenancy lasted less than five years.",
        "",
        "# 9. House rules",
        "The house rules in their latest form are part of this contract.",
        "",
        "Lindenburg, 16 January 2023",
        "For Halden Homes: K. Halden              Tenant: N. Berg",
    ],
]

INVOICE = [
    [
        "# Brenner Heating and Plumbing",
        "Mill Lane 8, Lindenburg",
        "",
        "# Invoice INV-2024-0817",
        "Date: 21 October 2024          Customer number: 40718",
        "To: Nora Berg, Lindenstraße 14, Lindenburg",
        "",
        "Yearly service of the gas boiler, type Calora 24, serial number CL24-88213.",
        "",
        "1  Service call and travel                                   38.00",
        "2  Cleaning of burner and heat exchanger, 1.5 hours         112.50",
        "3  Seal set for the combustion chamber                       19.80",
        "4  Exhaust measurement with record                           24.00",
        "",
        "Continued on the next page.",
    ],
    [
        "# Invoice INV-2024-0817, page 2",
        "",
        "Net amount                                                  194.30",
        "Value added tax 19 %                                         36.92",
        "Total                                                       231.22 euros",
        "",
        "Please pay within 14 days to Brenner Heating, giving the invoice number.",
        "",
        "# What we noticed",
        "The expansion vessel has lost pressure and was refilled to 0.9 bar. If the",
        "boiler shows E119 again before spring, the vessel should be replaced.",
        "Next service due: October 2025.",
    ],
]

INSURANCE = [
    "# Your claim for water damage",
    "Nordhaus Insurance, Claims Department, 4 September 2024",
    "Claim number HV-449-2031",
    "Dear Ms Berg,",
    "thank you for reporting the damage of 9 August 2024. A burst hose of the washing machine on "
    "the floor above flooded your kitchen and damaged the floor and two cupboards.",
    "# What we pay",
    "We accept the claim. For the floor we pay the full cost of 1,140 euros according to the "
    "estimate of the joiner. For the cupboards we pay 420 euros, which is their value today and "
    "not the price of new ones. Your policy has an excess of 150 euros, which we subtract. The sum "
    "of 1,410 euros will reach your account within ten days.",
    "# What we need from you",
    "Please send us the bill for the dehumidifier and three photographs of the dried floor. Keep "
    "the damaged hose until the claim is closed: our expert may want to look at it.",
    "With kind regards, Jonas Wirth",
]

MEETING = [
    "# Team meeting, 12 March 2024",
    "Present: Anna Roth (minutes), Deniz, Marta, Paul. Excused: Li.",
    "# 1. Opening hours",
    "From April the library stays open until eight on Thursdays. Paul asks for volunteers for the "
    "late shift; Deniz and Marta take every second week until summer.",
    "# 2. Broken scanner",
    "The big scanner has been out of order since February. Repair would cost 890 euros, a used one "
    "650. Decision: buy the used one, Deniz collects it on Friday.",
    "# 3. Children's programme",
    "Twelve children came to the last reading afternoon, more than the corner can seat. Marta asks "
    "the school whether we may use the gym. Budget for biscuits and paper raised to 60 euros.",
    "# 4. Next steps",
    "Anna: new timetable to the printer by 20 March. Paul: ask the town about the wet ceiling "
    "again, third reminder. Next meeting on 9 April at ten.",
]
