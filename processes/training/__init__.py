"""Training benefits: what lives here is paid for learning a trade. Loans, insurance and housing never do."""
