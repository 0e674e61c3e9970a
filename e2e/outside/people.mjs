// People and enterprises that the tests' identity provider knows. Nobody of them exists; the check digits are right.

const bakery = { name: "示例面包店有限公司", credit_code: "91440400MA0TE5T011" };
const printer = { name: "示例印务有限公司", credit_code: "91440400MA0TE5T024" };

/** By the name that they type; `password` is the same for all: `open`. */
export const PEOPLE = {
  // A natural person, known face to face.
  chen: { name: "陈示例", id_number: "440402198803151025", real_name_level: 3, organisations: [] },
  // The legal representative of one enterprise and, until a date, an agent of another.
  huang: {
    name: "黄示例", id_number: "440402199507212043", real_name_level: 3,
    organisations: [
      { ...bakery, role: "legal_representative", valid_until: null },
      { ...printer, role: "agent", valid_until: "2030-12-31" },
    ],
  },
  // An agent whose authority has ended.
  zhou: {
    name: "周示例", id_number: "440402196011093016", real_name_level: 2,
    organisations: [{ ...printer, role: "agent", valid_until: "2020-12-31" }],
  },
  // Somebody who only said who he is: no paper was ever checked.
  guest: { name: "未核实", id_number: null, real_name_level: 1, organisations: [] },
};
